// The keyboard, drafts and focus of the review app. What is saved is the server's affair (by htmx).

"use strict";

const body = document.body;
const main = document.getElementById("main");
const pair = main.dataset.pair;
const said = document.getElementById("said");
const letters = document.getElementById("letters");
const term = document.getElementById("term");

// Segments

const segments = () => [...main.querySelectorAll(".seg")];
const segmentOf = (node) => node?.closest?.(".seg");
let last = location.hash.slice(1);

const current = () => segmentOf(document.activeElement) ?? document.getElementById(last);

function goTo(segment) {
  if (!segment) return false;
  last = segment.id;
  segment.focus({ preventScroll: true });
  const show = () => segment.scrollIntoView({ block: "center", behavior: "instant" });
  show();
  // Rows off the screen have the height that was guessed for them until they are seen.
  requestAnimationFrame(show);
  return true;
}

function step(forwards, wanted) {
  const all = segments();
  const at = all.indexOf(current());
  const order = forwards ? all.slice(at + 1) : at < 0 ? [] : all.slice(0, at).reverse();
  return order.find(wanted);
}

const anyOne = () => true;
const waits = (segment) => segment.classList.contains("needs");

function nextWaiting(told = "") {
  const next = step(true, waits) ?? segments().find((s) => waits(s) && s !== current());
  if (goTo(next)) return;
  say(`${told} ${body.dataset.done}`.trim());
  current()?.focus({ preventScroll: true });
}

function press(key) {
  const segment = current() ?? segments()[0];
  const button = segment?.querySelector(`[data-key="${key}"]`);
  if (!button) return goTo(segment);
  thenNext = key === "a";
  button.click();
}

// What is said, to those who see and to those who listen

let silence;
function say(text) {
  said.textContent = text;
}
new MutationObserver(() => {
  said.classList.remove("old");
  clearTimeout(silence);
  silence = setTimeout(() => said.classList.add("old"), 6000);
}).observe(said, { childList: true, characterData: true, subtree: true });

function warn(text) {
  const alert = document.getElementById("alert");
  alert.querySelector("span").textContent = text;
  alert.hidden = false;
}
const calm = () => (document.getElementById("alert").hidden = true);

// Drafts: what was written and not saved yet outlives the page, each tab's under a name of its own

const tab = (sessionStorage.tab ??= crypto.randomUUID());
const shelf = (context) => `draft ${pair} ${context} `;

function draftsOf(context) {
  return Object.keys(localStorage)
    .filter((key) => key.startsWith(shelf(context)))
    .map((key) => ({ key, ...JSON.parse(localStorage[key]) }))
    .sort((one, other) => other.at - one.at);
}

const valuesOf = (segment) => JSON.parse(segment.getAttribute("hx-vals"));

function keepDraft(area) {
  const { context, version } = valuesOf(segmentOf(area));
  const key = shelf(context) + tab;
  if (area.value === area.dataset.saved) delete localStorage[key];
  else localStorage[key] = JSON.stringify({ text: area.value, version, at: Date.now() });
}

function dropDrafts(context, text) {
  for (const draft of draftsOf(context)) {
    if (draft.key.endsWith(tab) || draft.text === text) delete localStorage[draft.key];
  }
}

function restoreDraft(area) {
  const segment = segmentOf(area);
  const values = valuesOf(segment);
  const draft = draftsOf(values.context)[0];
  if (!draft || draft.text === area.value) return;
  // The draft was begun on what the segment said then: saving it shows what was saved since.
  segment.setAttribute("hx-vals", JSON.stringify({ ...values, version: draft.version }));
  area.value = draft.text;
  area.form.querySelector(".restored").hidden = false;
}

function markDrafts() {
  const contexts = new Set(
    Object.keys(localStorage)
      .filter((key) => key.startsWith(`draft ${pair} `))
      .map((key) => key.slice(`draft ${pair} `.length, key.lastIndexOf(" "))),
  );
  for (const segment of contexts.size ? segments() : []) markDraft(segment, contexts);
}

function markDraft(segment, contexts) {
  const has = contexts.has(valuesOf(segment).context);
  segment.classList.toggle("draft", has);
  segment.querySelector(".no").title = has ? body.dataset.draft : "";
}

// Actions of buttons that change nothing on the server

function fill(area, text) {
  area.focus();
  // Unlike setting the value, this can be undone with the keyboard.
  document.execCommand("insertText", false, text);
}

function putTag(button) {
  const area = button.closest("form").querySelector("textarea");
  fill(area, button.dataset.tag);
}

function openTerm() {
  if (!term) return;
  const chosen = getSelection();
  const words = chosen.toString().replace(/<\/?\d+\/?>/g, "").trim();
  const side = (name) => chosen.anchorNode?.parentElement?.closest(`.${name}`);
  if (!words || !(side("src") || side("tgt"))) return say(body.dataset.select);
  const form = term.querySelector("form");
  form.reset();
  document.getElementById("term-problem").textContent = "";
  const [from, to] = side("src") ? ["source", "target"] : ["target", "source"];
  form.elements[from].value = words;
  last = segmentOf(chosen.anchorNode.parentElement)?.id ?? last;
  term.showModal();
  form.elements[to].focus();
}

const actions = {
  help: () => document.getElementById("help").showModal(),
  next: () => nextWaiting(),
  term: openTerm,
  dismiss: calm,
  "close-term": () => term.close(),
  "saved-text": (button) => {
    const area = button.closest("form").querySelector("textarea");
    const { context } = valuesOf(segmentOf(area));
    dropDrafts(context, area.value);
    button.closest("form").querySelector(".cancel").click();
  },
};

let thenNext = false;
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("button");
  if (!button) return;
  if (button.dataset.do) actions[button.dataset.do](button);
  if (button.dataset.tag) putTag(button);
  if (button.name === "then") thenNext = true;
  // Theirs was chosen: what was written here is given up knowingly.
  if (button.matches(".cancel") && button.closest(".editor")?.querySelector(".conflict")) {
    dropDrafts(valuesOf(segmentOf(button)).context, "");
  }
});

// Forms are sent by htmx only: the browser's own way would leave the page.
document.addEventListener("submit", (event) => {
  if (event.target.hasAttribute("hx-post")) event.preventDefault();
});

document.addEventListener("input", (event) => {
  if (event.target.matches(".editor textarea")) keepDraft(event.target);
});

// The keyboard

const commands = {
  n: () => nextWaiting(),
  p: () => goTo(step(false, waits)),
  j: () => goTo(step(true, anyOne)),
  k: () => goTo(step(false, anyOne)),
  g: openTerm,
  "?": actions.help,
};

document.addEventListener("keydown", (event) => {
  const area = event.target.closest?.(".editor textarea");
  const command = event.ctrlKey || event.metaKey;
  if (area && command && (event.key === "Enter" || event.key === "s")) {
    event.preventDefault();
    const then = event.key === "Enter" ? "[name=then]" : "[name=save]";
    area.form.querySelector(then).click();
  } else if (event.key === "Escape" && segmentOf(event.target)) {
    segmentOf(event.target).querySelector(".cancel")?.click();
  } else if (
    letters.checked && !command && !event.altKey && !event.repeat
    && !event.target.matches("input, textarea, select") && !document.querySelector("dialog[open]")
  ) {
    if (commands[event.key] && (pair || event.key === "?")) {
      event.preventDefault();
      commands[event.key]();
    } else if (pair && "aeuh".includes(event.key)) {
      event.preventDefault();
      press(event.key);
    }
  }
});

letters.checked = localStorage.letters !== "off";
letters.addEventListener("change", () => (localStorage.letters = letters.checked ? "on" : "off"));

// Around each answer of the server

let asked;
body.addEventListener("htmx:beforeRequest", (event) => {
  const segment = segmentOf(event.detail.elt);
  asked = segment ? { id: segment.id, written: segment.querySelector("textarea")?.value } : null;
});

body.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.successful) calm();
  if (term?.open && event.detail.successful && term.contains(event.detail.elt)) term.close();
});

body.addEventListener("htmx:afterSettle", (event) => {
  if (!asked || event.detail.target.id === "said") return;
  const segment = document.getElementById(asked.id);
  if (!segment) return;
  const { path, verb } = event.detail.requestConfig;
  const saved = verb === "post" && event.detail.xhr.status === 200;
  if (saved && path.endsWith("/save")) dropDrafts(valuesOf(segment).context, asked.written);
  asked = null;
  last = segment.id;
  markDrafts();
  if (!segment.isConnected) return;
  segment.classList.toggle("draft", draftsOf(valuesOf(segment).context).length > 0);
  const area = segment.querySelector("textarea");
  if (area) {
    if (!segment.querySelector(".conflict, .problem")) restoreDraft(area);
    else keepDraft(area);
    area.focus();
    area.setSelectionRange(area.value.length, area.value.length);
  } else if (saved && thenNext) {
    nextWaiting(said.textContent);
  } else {
    segment.focus({ preventScroll: true });
  }
  thenNext = false;
});

body.addEventListener("htmx:sendError", () => warn(body.dataset.offline));
body.addEventListener("htmx:responseError", (event) => {
  const { status, responseText } = event.detail.xhr;
  const sentence = responseText.length < 400 && !responseText.includes("<") ? responseText : "";
  warn(status === 403 ? body.dataset.refused : sentence || body.dataset.failed);
});

if (pair) {
  markDrafts();
  if (last) goTo(document.getElementById(last));
}
