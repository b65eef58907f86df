// At log-in, only if asked for: the browser's place, rounded here to half a degree before anything is sent.
const place = document.getElementById("place");
const [near, ask, status] = ["input", "button", "[role=status]"].map((each) => place.querySelector(each));
const half = (degrees) => Math.round(degrees * 2) / 2;

const show = (value, text) => {
  near.value = value;
  ask.setAttribute("aria-pressed", String(Boolean(value)));
  status.textContent = text;
};

if (navigator.geolocation) place.hidden = false;
ask.addEventListener("click", () => {
  if (near.value) return show("", "");
  show("", place.dataset.asking);
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => show(`${half(coords.latitude)},${half(coords.longitude)}`, place.dataset.found),
    () => show("", place.dataset.refused),
    { timeout: 10000, maximumAge: 600000 },
  );
});
