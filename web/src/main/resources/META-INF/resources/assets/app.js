// What pages do beyond showing: local times, copy buttons, the theme switch, the first request.
(function () {
  "use strict";

  const root = document.documentElement;

  function localiseTimes(within) {
    const format = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
    within.querySelectorAll("time[datetime]:not([title])").forEach((time) => {
      time.title = time.textContent.trim();
      time.textContent = format.format(new Date(time.dateTime));
    });
  }

  async function copy(button, text) {
    const label = button.textContent;
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = "Copied";
    } catch (e) {
      button.textContent = "Press Ctrl+C";
      const code = button.parentElement.querySelector("code");
      if (code) getSelection().selectAllChildren(code);
    }
    setTimeout(() => (button.textContent = label), 1600);
  }

  function switchTheme() {
    const isDark = root.dataset.theme
      ? root.dataset.theme === "dark"
      : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = isDark ? "light" : "dark";
    try {
      localStorage.setItem("theme", root.dataset.theme);
    } catch (e) {
      // The choice then lasts as long as the page.
    }
  }

  async function run(place) {
    const typed = place.querySelector("[data-run-key]");
    const key = typed ? typed.value.trim() : place.dataset.key;
    const answer = place.querySelector("[data-run-answer]");
    const button = place.querySelector("[data-run-button]");
    if (!key) {
      answer.textContent = "Paste your key first.";
      typed.focus();
      return;
    }
    button.disabled = true;
    answer.textContent = "Asking …";
    try {
      const response = await fetch(place.dataset.url, {
        method: "POST",
        headers: { "Content-Type": "application/json", Authorization: "Bearer " + key },
        body: place.dataset.body,
      });
      const reply = await response.json();
      answer.textContent = response.ok
        ? reply.choices[0].message.content
        : (reply.error && reply.error.message) || "The request was refused (" + response.status + ").";
    } catch (e) {
      answer.textContent = "No answer came back. Check the connection and try again.";
    } finally {
      button.disabled = false;
    }
  }

  document.addEventListener("click", (event) => {
    const target = event.target.closest("button");
    document.querySelectorAll("details.menu[open]").forEach((menu) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
    if (!target) return;
    if (target.hasAttribute("data-theme-switch")) switchTheme();
    if (target.hasAttribute("data-copy"))
      copy(target, target.parentElement.querySelector("code").textContent);
    if (target.hasAttribute("data-copy-text")) copy(target, target.dataset.copyText);
    if (target.hasAttribute("data-run-button")) run(target.closest("[data-run]"));
  });

  document.addEventListener("keydown", (event) => {
    const menu = document.querySelector("details.menu[open]");
    if (event.key === "Escape" && menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
    const search = document.querySelector("input[type=search]");
    const writing = event.target.closest("input, textarea, select");
    if (event.key === "/" && search && !writing) {
      event.preventDefault();
      search.focus();
    }
  });

  // A typed amount replaces the chip that was picked, and the other way round.
  document.querySelectorAll(".chips").forEach((chips) => {
    const own = chips.querySelector("input[name=own]");
    chips.addEventListener("input", (event) => {
      if (event.target === own) {
        chips.querySelectorAll("[type=radio]").forEach((chip) => (chip.checked = chip.checked && !own.value));
      } else {
        own.value = "";
      }
    });
  });

  // A file is read into the text that is sent: forms carry no files.
  document.querySelectorAll("[data-file]").forEach((place) => {
    place.hidden = false;
    const typed = place.closest("form").querySelector("textarea");
    typed.addEventListener("input", () => place.querySelector("input").setCustomValidity(""));
    place.addEventListener("change", async (event) => {
      const file = event.target.files[0];
      if (!file) return;
      const most = Number(place.dataset.most);
      // A character has four bytes at most: a larger file need not be read.
      const text = file.size > 4 * most ? null : await file.text();
      const fits = text !== null && text.length <= most;
      event.target.setCustomValidity(fits ? "" : place.dataset.tooLong);
      event.target.reportValidity();
      if (fits) typed.value = text;
    });
  });

  document.querySelectorAll("[data-run]").forEach((place) => (place.hidden = false));
  localiseTimes(document);
  document.addEventListener("htmx:load", (event) => localiseTimes(event.detail.elt.parentElement || document));
})();
