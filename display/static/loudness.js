// How loud the hall wishes to be called at `time` (HH:MM): {day, night, night_from, night_until}, loudness 0 to 1.

export function loudness({ day = 1, night = day, night_from: from = "22:00", night_until: until = "06:00" }, time) {
  const quiet = from <= until ? from <= time && time < until : from <= time || time < until;
  return quiet ? night : day;
}
