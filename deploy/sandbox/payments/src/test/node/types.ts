// What the payment sandbox serves and takes. schema.cjs turns each of these into JSON Schema.
import Stripe from 'stripe';

export type CheckoutSession = Stripe.Checkout.Session;
export type PaymentIntent = Stripe.PaymentIntent;
export type SetupIntent = Stripe.SetupIntent;
export type PaymentMethod = Stripe.PaymentMethod;
export type Charge = Stripe.Charge;
export type Customer = Stripe.Customer;
export type DeletedCustomer = Stripe.DeletedCustomer;
export type TaxId = Stripe.TaxId;
export type DeletedTaxId = Stripe.DeletedTaxId;
export type Product = Stripe.Product;
export type Price = Stripe.Price;
export type Invoice = Stripe.Invoice;
export type LineItem = Stripe.LineItem;
export type Refund = Stripe.Refund;
export type Dispute = Stripe.Dispute;
export type BalanceTransaction = Stripe.BalanceTransaction;
export type PortalSession = Stripe.BillingPortal.Session;
export type WebhookEndpoint = Stripe.WebhookEndpoint;
export type DeletedWebhookEndpoint = Stripe.DeletedWebhookEndpoint;
export type Event =
  | Stripe.CheckoutSessionCompletedEvent
  | Stripe.CheckoutSessionExpiredEvent
  | Stripe.ChargeSucceededEvent
  | Stripe.ChargeFailedEvent
  | Stripe.ChargeRefundedEvent
  | Stripe.ChargeDisputeCreatedEvent
  | Stripe.ChargeDisputeUpdatedEvent
  | Stripe.ChargeDisputeClosedEvent
  | Stripe.ChargeDisputeFundsWithdrawnEvent
  | Stripe.ChargeDisputeFundsReinstatedEvent
  | Stripe.CustomerCreatedEvent
  | Stripe.CustomerUpdatedEvent
  | Stripe.CustomerDeletedEvent
  | Stripe.InvoicePaidEvent
  | Stripe.PaymentIntentCreatedEvent
  | Stripe.PaymentIntentSucceededEvent
  | Stripe.PaymentIntentPaymentFailedEvent
  | Stripe.PaymentIntentCanceledEvent
  | Stripe.PaymentIntentRequiresActionEvent
  | Stripe.PaymentMethodAttachedEvent
  | Stripe.PaymentMethodDetachedEvent
  | Stripe.PaymentMethodUpdatedEvent
  | Stripe.BillingPortalSessionCreatedEvent
  | Stripe.RefundCreatedEvent
  | Stripe.RefundUpdatedEvent
  | Stripe.ChargeRefundUpdatedEvent
  | Stripe.SetupIntentCreatedEvent
  | Stripe.SetupIntentSucceededEvent
  | Stripe.SetupIntentSetupFailedEvent
  | Stripe.SetupIntentRequiresActionEvent
  | Stripe.SetupIntentCanceledEvent
  | Stripe.ProductCreatedEvent
  | Stripe.PriceCreatedEvent;
export type CardError = Stripe.PaymentIntent.LastPaymentError;

// Parameters by endpoint.
export interface Parameters {
  'POST /v1/customers': Stripe.CustomerCreateParams;
  'GET /v1/customers': Stripe.CustomerListParams;
  'POST /v1/customers/{id}': Stripe.CustomerUpdateParams;
  'POST /v1/customers/{id}/tax_ids': Stripe.CustomerCreateTaxIdParams;
  'GET /v1/customers/{id}/tax_ids': Stripe.CustomerListTaxIdsParams;
  'GET /v1/customers/{id}/payment_methods': Stripe.CustomerListPaymentMethodsParams;
  'POST /v1/checkout/sessions': Stripe.Checkout.SessionCreateParams;
  'GET /v1/checkout/sessions': Stripe.Checkout.SessionListParams;
  'POST /v1/checkout/sessions/{id}/expire': Stripe.Checkout.SessionExpireParams;
  'GET /v1/checkout/sessions/{id}/line_items': Stripe.Checkout.SessionListLineItemsParams;
  'POST /v1/payment_intents': Stripe.PaymentIntentCreateParams;
  'GET /v1/payment_intents': Stripe.PaymentIntentListParams;
  'POST /v1/payment_intents/{id}/confirm': Stripe.PaymentIntentConfirmParams;
  'POST /v1/payment_intents/{id}/cancel': Stripe.PaymentIntentCancelParams;
  'POST /v1/products': Stripe.ProductCreateParams;
  'GET /v1/products': Stripe.ProductListParams;
  'POST /v1/prices': Stripe.PriceCreateParams;
  'GET /v1/prices': Stripe.PriceListParams;
  'POST /v1/payment_methods': Stripe.PaymentMethodCreateParams;
  'GET /v1/payment_methods': Stripe.PaymentMethodListParams;
  'POST /v1/payment_methods/{id}': Stripe.PaymentMethodUpdateParams;
  'POST /v1/payment_methods/{id}/attach': Stripe.PaymentMethodAttachParams;
  'POST /v1/payment_methods/{id}/detach': Stripe.PaymentMethodDetachParams;
  'POST /v1/setup_intents': Stripe.SetupIntentCreateParams;
  'GET /v1/setup_intents': Stripe.SetupIntentListParams;
  'POST /v1/setup_intents/{id}/confirm': Stripe.SetupIntentConfirmParams;
  'POST /v1/setup_intents/{id}/cancel': Stripe.SetupIntentCancelParams;
  'GET /v1/charges': Stripe.ChargeListParams;
  'GET /v1/invoices': Stripe.InvoiceListParams;
  'POST /v1/refunds': Stripe.RefundCreateParams;
  'POST /v1/refunds/{id}': Stripe.RefundUpdateParams;
  'GET /v1/refunds': Stripe.RefundListParams;
  'GET /v1/disputes': Stripe.DisputeListParams;
  'POST /v1/disputes/{id}': Stripe.DisputeUpdateParams;
  'POST /v1/disputes/{id}/close': Stripe.DisputeCloseParams;
  'GET /v1/balance_transactions': Stripe.BalanceTransactionListParams;
  'POST /v1/billing_portal/sessions': Stripe.BillingPortal.SessionCreateParams;
  'POST /v1/webhook_endpoints': Stripe.WebhookEndpointCreateParams;
  'GET /v1/webhook_endpoints': Stripe.WebhookEndpointListParams;
  'POST /v1/webhook_endpoints/{id}': Stripe.WebhookEndpointUpdateParams;
  'GET /v1/events': Stripe.EventListParams;
}
