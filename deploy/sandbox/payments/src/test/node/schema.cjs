// Turns the types of Stripe's Node client (types.ts) into the JSON Schema and the list of
// parameters that the Java tests hold the sandbox against:
//   npm ci && node schema.cjs ../resources/dev/turnpike/sandbox/payments
const fs = require('fs');
const path = require('path');
const ts = require('typescript');

const program = ts.createProgram([path.join(__dirname, 'types.ts')], {
  strict: true,
  skipLibCheck: true,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  target: ts.ScriptTarget.ES2022,
  types: ['node'],
});
const checker = program.getTypeChecker();
const source = program.getSourceFile(path.join(__dirname, 'types.ts'));
const { TypeFlags, SymbolFlags } = ts;

// Only what the sandbox serves is kept; a reference to anything else stays an id.
const SERVED = new Set([
  'checkout.session', 'payment_intent', 'setup_intent', 'payment_method', 'charge', 'customer', 'tax_id', 'invoice', 'item',
  'line_item', 'product', 'price', 'refund', 'dispute', 'balance_transaction', 'billing_portal.session', 'webhook_endpoint', 'event', 'list',
]);
// Card is the only way to pay, so the details of all other payment methods are left out.
const CARDS_ONLY = new Set();
const details = property(typeNamed('Charge'), 'payment_method_details');
for (const method of checker.getPropertiesOfType(checker.getNonNullableType(details))) {
  if (method.name !== 'card' && method.name !== 'type') CARDS_ONLY.add(method.name);
}

const names = new Map();
const taken = new Set();
const definitions = {};

function typeNamed(name) {
  const found = source.statements.find((statement) => statement.name && statement.name.text === name);
  return checker.getTypeAtLocation(found.name);
}

function property(type, name) {
  return checker.getTypeOfSymbolAtLocation(checker.getPropertyOfType(type, name), source);
}

function literal(type) {
  return type.flags & TypeFlags.BooleanLiteral ? type.intrinsicName === 'true' : type.value;
}

/** The value of `object` when the type is one of Stripe's objects. */
function objectName(type) {
  const symbol = (type.flags & TypeFlags.Object) && checker.getPropertyOfType(type, 'object');
  const value = symbol && checker.getTypeOfSymbolAtLocation(symbol, source);
  return value && value.flags & TypeFlags.StringLiteral ? value.value : undefined;
}

/** What Stripe answers in place of an object that is gone. */
function isDeleted(type) {
  const symbol = (type.flags & TypeFlags.Object) && checker.getPropertyOfType(type, 'deleted');
  return Boolean(symbol) && (checker.getTypeOfSymbolAtLocation(symbol, source).flags & TypeFlags.BooleanLiteral) !== 0;
}

function isServed(type) {
  const name = objectName(type);
  return name === undefined || SERVED.has(name);
}

function convert(type, isRoot) {
  if (type.flags & (TypeFlags.Any | TypeFlags.Unknown)) return {};
  if (type.flags & TypeFlags.Null) return { type: 'null' };
  if (type.flags & TypeFlags.Undefined) return undefined;
  if (type.flags & (TypeFlags.StringLiteral | TypeFlags.NumberLiteral | TypeFlags.BooleanLiteral)) return { const: literal(type) };
  if (type.flags & (TypeFlags.String | TypeFlags.TemplateLiteral)) return { type: 'string' };
  if (type.flags & TypeFlags.Number) return { type: 'number' };
  if (type.flags & TypeFlags.Boolean) return { type: 'boolean' };
  if (type.isUnion()) return union(type);
  if (checker.isArrayType(type)) {
    const element = checker.getTypeArguments(type)[0];
    return { type: 'array', items: isServed(element) ? convert(element) : false };
  }
  if (type.isIntersection() && type.types.some((part) => part.flags & TypeFlags.String)) return { type: 'string' };
  if (type.aliasSymbol && type.aliasSymbol.escapedName === 'Decimal') return { type: 'string' };
  if (type.symbol && type.symbol.escapedName === 'Decimal') return { type: 'string' };
  if (type.flags & TypeFlags.Object || type.isIntersection()) return object(type);
  return {};
}

function union(type) {
  const kept = type.types.filter((part) => isServed(part) && !isDeleted(part));
  const all = kept.map((part) => convert(part)).filter((part) => part);
  const others = all.filter((part) => !('const' in part));
  const words = all.filter((part) => 'const' in part).map((part) => part.const);
  // "(string & {}) | 'a'" lets any text through; the words alone are the stricter promise.
  const strict = words.some((word) => typeof word === 'string') ? others.filter((part) => part.type !== 'string') : others;
  if (words.length) strict.push({ enum: words });
  return strict.length === 1 ? strict[0] : { anyOf: strict };
}

function object(type) {
  if (names.has(type.id)) return { $ref: '#/$defs/' + names.get(type.id) };
  const name = newName(type);
  names.set(type.id, name);
  const schema = { type: 'object', properties: {}, required: [] };
  definitions[name] = schema;
  const index = checker.getIndexInfosOfType(type);
  schema.additionalProperties = index.length ? convert(index[0].type) : false;
  for (const member of checker.getPropertiesOfType(type)) {
    const memberType = checker.getTypeOfSymbolAtLocation(member, source);
    const isOptional = member.flags & SymbolFlags.Optional;
    if (memberType.getCallSignatures().length || (isOptional && CARDS_ONLY.has(member.name))) continue;
    schema.properties[member.name] = convert(memberType) ?? {};
    if (!isOptional) schema.required.push(member.name);
  }
  return { $ref: '#/$defs/' + name };
}

function newName(type) {
  const symbol = type.aliasSymbol || type.symbol;
  const parent = symbol && symbol.parent && /^[A-Z]/.test(symbol.parent.escapedName) ? symbol.parent.escapedName : '';
  let base = (parent + (symbol ? symbol.escapedName : 'Anonymous')).replace(/\W|__/g, '');
  let name = base;
  for (let number = 2; taken.has(name); number++) name = base + number;
  taken.add(name);
  return name;
}

/** Every parameter as a form spells it: [] for an index, [*] for a free key. */
function parameters(type, prefix, into, depth) {
  for (const member of checker.getPropertiesOfType(type)) {
    if (CARDS_ONLY.has(member.name)) continue;
    const name = prefix ? `${prefix}[${member.name}]` : member.name;
    spell(checker.getTypeOfSymbolAtLocation(member, source), name, into, depth);
  }
}

function spell(type, name, into, depth) {
  if (depth > 8) return;
  const parts = type.isUnion() ? type.types : [type];
  for (const part of parts) {
    if (checker.isArrayType(part)) {
      spell(checker.getTypeArguments(part)[0], name + '[]', into, depth + 1);
    } else if (part.flags & TypeFlags.Object && !(part.symbol && part.symbol.escapedName === 'Decimal')) {
      if (checker.getIndexInfosOfType(part).length) into.add(name + '[*]');
      parameters(part, name, into, depth + 1);
    } else if (!(part.flags & (TypeFlags.Undefined | TypeFlags.Null))) {
      into.add(name);
    }
  }
}

const roots = {};
const byEndpoint = {};
for (const statement of source.statements) {
  if (ts.isTypeAliasDeclaration(statement)) {
    roots[statement.name.text] = convert(checker.getTypeAtLocation(statement.name), true);
  } else if (ts.isInterfaceDeclaration(statement)) {
    for (const member of statement.members) {
      const known = new Set(['expand[]']);
      parameters(checker.getTypeAtLocation(member), '', known, 0);
      byEndpoint[member.name.text] = [...known].sort();
    }
  }
}

const folder = process.argv[2];
const lines = [
  '{',
  ' "$schema": "https://json-schema.org/draft/2020-12/schema",',
  ' "$comment": "What the payment sandbox serves, as the types of Stripe\'s own Node client describe it (npm package stripe 22.5.0, MIT licence, API version 2026-07-29.dahlia). Made by src/test/node/schema.cjs; objects and payment methods the sandbox never serves are left out.",',
  ' "roots": ' + JSON.stringify(roots) + ',',
  ' "$defs": {',
  Object.entries(definitions).map(([name, schema]) => `  "${name}": ${JSON.stringify(schema)}`).join(',\n'),
  ' }',
  '}',
  '',
];
fs.writeFileSync(path.join(folder, 'stripe-objects.schema.json'), lines.join('\n'));
const listed = Object.entries(byEndpoint).map(([endpoint, known]) => ` "${endpoint}": ${JSON.stringify(known)}`);
fs.writeFileSync(path.join(folder, 'stripe-parameters.json'), '{\n' + listed.join(',\n') + '\n}\n');
console.log(Object.keys(definitions).length + ' definitions, ' + listed.length + ' endpoints');
