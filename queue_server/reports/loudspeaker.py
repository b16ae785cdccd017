"""The text of a month for the loudspeakers of the villages: ready to be read out, in Vietnamese."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from queue_server.domain.hall import Procedure, named
from queue_server.operations import hours
from queue_server.reports import wait_times
from queue_server.reports.wait_times import Row
from queue_server.storage.work import Look

LOOKED_AT = timedelta(days=60)
LEAST = 20
"""So few waits in an hour of the day say nothing about it."""
ASKED_FOR = 3
WORDS_A_MINUTE = 130


@dataclass(frozen=True)
class Announcement:
    """A heading, and paragraphs to be read one after the other."""

    heading: str
    paragraphs: tuple[str, ...]

    @property
    def seconds(self) -> int:
        """How long it takes to read it out, about."""
        return round(sum(len(each.split()) for each in self.paragraphs) / WORDS_A_MINUTE * 60)

    def __str__(self) -> str:
        return "\n\n".join((self.heading, *self.paragraphs))


def month_after(day: date) -> date:
    """The first day of the month after that of `day`."""
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def announcement(look: Look, month: date) -> Announcement:
    """What is to be read in the month that begins with `month`."""
    last = month_after(month) - timedelta(days=1)
    centre = f"{named(look.hall.unit, 'vi')} {named(look.hall.names, 'vi')}"
    by_hour = wait_times.times(look, look.today - LOOKED_AT, look.today, "hour")
    paragraphs = (
        f"Kính thưa toàn thể bà con nhân dân. {centre} xin thông báo lịch tiếp công dân "
        f"tháng {month.month} năm {month.year}.",
        _opening(look),
        _exceptions(look, month, last),
        _best_hours(by_hour),
        _papers(look),
        "Người cao tuổi, người khuyết tật, phụ nữ mang thai và người có công được ưu tiên. Bà con chưa quen "
        "lấy số hay nộp hồ sơ qua mạng được cán bộ hướng dẫn tận nơi, không mất tiền.",
        f"{centre} xin trân trọng cảm ơn bà con đã lắng nghe.",
    )
    return Announcement(f"Bài phát thanh tháng {month:%m/%Y}", tuple(each for each in paragraphs if each))


def _opening(look: Look) -> str:
    stretches = [
        f"từ {_clock(each.start.hour, each.start.minute)} đến {_clock(each.end.hour, each.end.minute)}"
        for each in sorted(look.furniture.calendar.sessions)
    ]
    return f"Trung tâm làm việc từ thứ Hai đến thứ Sáu, {_and(stretches)}."


def _exceptions(look: Look, first: date, last: date) -> str:
    said = []
    for each in hours.closed(look, first, last):
        until = "" if each.last == each.first else f" đến hết {_day(each.last)}"
        said.append(f"Trung tâm nghỉ {each.name}{' từ' if until else ''} {_day(each.first)}{until}.")
    worked = [_day(each) for each in hours.worked(look, first, last)]
    if worked:
        said.append(f"Trung tâm làm việc bù {_and(worked)}.")
    return " ".join(said) or "Trong tháng không có ngày nghỉ lễ."


def _best_hours(by_hour: Sequence[Row]) -> str:
    """The hour with the shortest and the one with the longest wait, if enough people came to know it."""
    waits = [(row.wait.p50_s, int(row.key)) for row in by_hour if row.wait.n >= LEAST]
    known = sorted((wait, hour) for wait, hour in waits if wait is not None)
    if len(known) < 2 or known[-1][0] - known[0][0] < 60:
        return ""
    (short, calm), (long, busy) = known[0], known[-1]
    return (
        f"Theo số liệu hai tháng qua, bà con đến khoảng {calm} đến {calm + 1} giờ chờ ít nhất, "
        f"thường {_minutes(short)}; đông nhất là khoảng {busy} đến {busy + 1} giờ, "
        f"thường chờ {_minutes(long)}."
    )


def _papers(look: Look) -> str:
    asked = wait_times.times(look, look.today - LOOKED_AT, look.today, "procedure")
    most = sorted(asked, key=lambda row: (-row.issued, row.key))
    offered = {each.code: each for each in look.furniture.offered(look.today)}
    told = [
        _needed(offered[row.key])
        for row in most
        if row.key in offered and named(offered[row.key].bring, "vi")
    ][:ASKED_FOR]
    general = "Khi đến, xin bà con mang theo căn cước và bản chính các giấy tờ có liên quan."
    return general + (f" Những việc được hỏi nhiều cần có: {'; '.join(told)}." if told else "")


def _needed(procedure: Procedure) -> str:
    things = [each.strip() for each in named(procedure.bring, "vi").split(";") if each.strip()]
    return f"{named(procedure.short_names, 'vi')}: {', '.join(things)}"


def _clock(hour: int, minute: int) -> str:
    return f"{hour} giờ {minute:02}" if minute else f"{hour} giờ"


def _day(day: date) -> str:
    weekday = hours.weekday(day, "vi")
    return f"{weekday[0].lower()}{weekday[1:]} ngày {day.day} tháng {day.month}"


def _minutes(seconds: float) -> str:
    minutes = round(seconds / 60)
    return f"khoảng {minutes} phút" if minutes else "chưa tới một phút"


def _and(words: Sequence[str]) -> str:
    return " và ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
