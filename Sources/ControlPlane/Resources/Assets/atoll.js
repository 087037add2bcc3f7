// Times in the viewer's zone, durations that count on, and the live parts of a page. Every page works without it.
"use strict";

const clockOffset = Date.now() / 1000 - Number(document.body.dataset.now || Date.now() / 1000);
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const two = (number) => String(number).padStart(2, "0");

function localText(at, now) {
  const clock = `${two(at.getHours())}:${two(at.getMinutes())}`;
  if (at.toDateString() === now.toDateString()) return clock;
  const year = at.getFullYear() === now.getFullYear() ? "" : ` ${at.getFullYear()}`;
  return `${at.getDate()} ${months[at.getMonth()]}${year} ${clock}`;
}

function durationText(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  const hours = Math.floor(whole / 3600), minutes = Math.floor(whole / 60) % 60, rest = whole % 60;
  if (hours) return minutes ? `${hours} h ${minutes} min` : `${hours} h`;
  if (minutes) return rest ? `${minutes} min ${rest} s` : `${minutes} min`;
  return `${rest} s`;
}

function showTimes(root) {
  const now = new Date();
  for (const mark of root.querySelectorAll("time[datetime]")) {
    const at = new Date(mark.dateTime);
    if (!Number.isNaN(at.getTime())) mark.textContent = localText(at, now);
  }
  countOn(root);
}

function countOn(root) {
  const now = Date.now() / 1000 - clockOffset;
  for (const mark of root.querySelectorAll("[data-since]")) mark.textContent = durationText(now - Number(mark.dataset.since));
}

// Puts an element in the place of the one with the same id; what was opened stays open, and the focus stays.
function replacePart(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  const fresh = template.content.firstElementChild;
  if (!fresh || !fresh.id) return;
  showTimes(template.content);
  const old = document.getElementById(fresh.id);
  if (!old) {
    const lanes = document.getElementById("lanes");
    if (lanes && fresh.classList.contains("lane")) lanes.append(fresh);
    return;
  }
  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  const focus = focused && (focused.id ? `#${CSS.escape(focused.id)}` : focused.closest("[id]") && `#${CSS.escape(focused.closest("[id]").id)} ${focused.localName}`);
  for (const details of old.querySelectorAll("details[id][open]")) {
    const same = fresh.querySelector(`#${CSS.escape(details.id)}`);
    if (same) same.open = true;
  }
  const logs = [...old.querySelectorAll("details[id][open] pre")].map((log) => [log.closest("details").id, log.scrollTop, log.scrollHeight - log.scrollTop - log.clientHeight < 8]);
  old.replaceWith(fresh);
  for (const [id, top, atEnd] of logs) {
    const log = document.querySelector(`#${CSS.escape(id)} pre`);
    if (log) log.scrollTop = atEnd ? log.scrollHeight : top;
  }
  if (focus) document.querySelector(focus)?.focus({ preventScroll: true });
}

function follow(address) {
  const note = document.getElementById("live");
  const say = (text) => { if (note) note.textContent = text; };
  const source = new EventSource(address);
  source.onopen = () => say("Live: this page changes by itself.");
  source.onerror = () => say("The connection is lost; it is tried again by itself.");
  source.addEventListener("part", (event) => replacePart(event.data));
  source.addEventListener("end", () => { source.close(); note?.remove(); });
  addEventListener("pagehide", () => source.close());
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
}

showTimes(document);
setInterval(() => countOn(document), 1000);
const events = document.getElementById("main")?.dataset.events;
if (events) follow(events);

// Copies what a field holds; without the script the field is there to be selected.
for (const button of document.querySelectorAll("[data-copy]")) {
  const field = document.getElementById(button.dataset.copy);
  button.hidden = false;
  button.addEventListener("click", async () => {
    const label = button.textContent;
    field.select();
    try { await navigator.clipboard.writeText(field.value); button.textContent = "Copied"; } catch { button.textContent = "Selected: copy it by Ctrl+C"; }
    setTimeout(() => { button.textContent = label; }, 3000);
  });
}

const menu = document.querySelector("details.person");
if (menu) {
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && menu.open) { menu.open = false; menu.querySelector("summary").focus(); }
  });
  addEventListener("click", (event) => { if (!menu.contains(event.target)) menu.open = false; });
}
