"""Slides and the notice over the API: what is taken, what is refused, and what a screen is told of it."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from PIL import Image

from display import slide_files
from queue_server.domain.hall import Procedure
from queue_server.domain.states import Role
from queue_server.domain.words import folded
from queue_server.operations import playlist
from queue_server.storage import slides as stored
from tests.hall import HALL
from tests.people import Clock
from tests.web.conftest import Caller, token_of

WEBM = b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x84webm" + bytes(500)
MP4 = b"\x00\x00\x00\x20ftypisom\x00\x00\x02\x00isomiso2avc1mp41" + bytes(500)
SVG = b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
Upload = Callable[[bytes], Any]


def picture(kind: str = "PNG", size: tuple[int, int] = (64, 36), **options: Any) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", size, "#A3201D").save(file, kind, **options)
    return file.getvalue()


@pytest.fixture
def upload(app: Flask) -> Upload:
    """The manager sends a file."""
    head = {"Authorization": f"Bearer {token_of(app, Role.MANAGER)}"}

    def send(body: bytes) -> Any:
        return app.test_client().post("/api/v1/slides/files", data=body, headers=head)

    return send


@pytest.fixture
def screen(as_role: Callable[[Role | None], Caller]) -> Caller:
    return as_role(Role.SCREEN)


def told(screen: Caller) -> list[dict[str, Any]]:
    slides: list[dict[str, Any]] = screen.get("/screens/D1").get_json()["slides"]
    return slides


def refused(answer: Any, code: str, status: int = 422) -> None:
    assert (answer.status_code, answer.json["code"]) == (status, code)
    assert answer.json["detail"].endswith(".") or code == "invalid_input"


def test_a_picture_is_drawn_anew_and_served_under_a_name_of_the_server(
    app: Flask, upload: Upload, manager: Caller, screen: Caller
) -> None:
    secret = Image.Exif()
    secret[0x010E] = "taken at the house of Lò Văn Páo"
    raw = picture("JPEG", exif=secret)
    answer = upload(raw)
    assert answer.status_code == 201
    assert slide_files.NAME.fullmatch(answer.json["file"])
    made = manager.post("/slides", kind="picture", file=answer.json["file"], title={"vi": "Lễ hội"})
    assert made.status_code == 201
    (slide,) = told(screen)
    assert (slide["kind"], slide["src"], slide["title"]) == ("picture", answer.json["src"], {"vi": "Lễ hội"})
    served = app.test_client().get(slide["src"])
    assert (served.status_code, served.mimetype) == (200, "image/jpeg")
    assert served.headers["X-Content-Type-Options"] == "nosniff"
    assert "Lò Văn Páo".encode() not in served.data
    assert Image.open(io.BytesIO(served.data)).size == (64, 36)


def test_the_same_file_twice_is_there_once(upload: Upload, tmp_path: Path) -> None:
    raw = picture()
    assert upload(raw).json == upload(raw).json
    assert len(list((tmp_path / "slides").iterdir())) == 1


@pytest.mark.parametrize(
    ("raw", "suffix", "mimetype"), [(WEBM, "webm", "video/webm"), (MP4, "mp4", "video/mp4")]
)
def test_a_video_is_known_by_its_first_bytes(
    app: Flask, upload: Upload, raw: bytes, suffix: str, mimetype: str
) -> None:
    answer = upload(raw)
    assert (answer.json["kind"], answer.json["file"].rpartition(".")[2]) == ("video", suffix)
    served = app.test_client().get(answer.json["src"])
    assert (served.data, served.mimetype) == (raw, mimetype)


def test_a_huge_photograph_becomes_as_large_as_a_screen(app: Flask, upload: Upload) -> None:
    src = upload(picture("JPEG", (6000, 4000))).json["src"]
    assert Image.open(io.BytesIO(app.test_client().get(src).data)).size == (2160, 1440)


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (SVG, "svg"),
        (b"<SVG onload=alert(1)>", "svg"),
        (b"<html><script>alert(1)</script>", "no_picture"),
        (b"", "no_picture"),
        (picture()[:60], "no_picture"),
        (b"%PDF-1.7", "no_picture"),
        (b"\x00\x00\x00\x20ftypqt  " + bytes(60), "no_picture"),
        (b"\x1a\x45\xdf\xa3matroska" + bytes(60), "no_picture"),
        (picture("TIFF"), "no_picture"),
    ],
    ids=[
        "svg",
        "svg without a head",
        "page",
        "nothing",
        "half a picture",
        "pdf",
        "quicktime",
        "matroska",
        "tiff",
    ],
)
def test_what_no_slide_can_show_is_refused_and_not_kept(
    upload: Upload, tmp_path: Path, raw: bytes, code: str
) -> None:
    refused(upload(raw), code)
    assert list((tmp_path / "slides").iterdir()) == []


@pytest.mark.parametrize(
    ("limit", "raw", "code"),
    [
        ("LARGEST_PICTURE", picture(), "picture_too_large"),
        ("LARGEST_VIDEO", WEBM, "video_too_large"),
        ("MOST_PIXELS", picture(), "too_many_pixels"),
    ],
)
def test_what_is_too_large_is_refused_and_not_kept(
    upload: Upload, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, raw: bytes, code: str
) -> None:
    monkeypatch.setattr(slide_files, limit, 100)
    refused(upload(raw), code)
    assert list((tmp_path / "slides").iterdir()) == []


@pytest.mark.parametrize(
    ("raw", "more", "status"), [(WEBM, 1, (400, 422)), (picture(), 1, (400, 422)), (WEBM, 2**30, (413,))]
)
def test_what_did_not_arrive_whole_is_refused_and_not_kept(
    app: Flask, tmp_path: Path, raw: bytes, more: int, status: tuple[int, ...]
) -> None:
    head = {"Authorization": f"Bearer {token_of(app, Role.MANAGER)}"}
    length = {"CONTENT_LENGTH": str(len(raw) + more)}
    path, body = "/api/v1/slides/files", io.BytesIO(raw)
    answer = app.test_client().post(path, input_stream=body, headers=head, environ_overrides=length)
    assert answer.status_code in status
    assert not (tmp_path / "slides").exists() or list((tmp_path / "slides").iterdir()) == []


def test_a_folder_that_is_full_takes_nothing_more(upload: Upload, monkeypatch: pytest.MonkeyPatch) -> None:
    assert upload(picture()).status_code == 201
    monkeypatch.setattr(slide_files, "MOST_IN_FOLDER", 10)
    refused(upload(picture(size=(10, 10))), "folder_full")


@pytest.mark.parametrize(
    "name",
    [
        "../queue.sqlite",
        "..%2Fsecret",
        "%2e%2e/secret",
        "a.jpg",
        f"{'0' * 32}.svg",
        f"{'0' * 32}.jpg%00.svg",
        f"{'0' * 32}.jpg%0a",
        f"{'0' * 32}.part",
        f"{'0' * 32}.jpg",
    ],
)
def test_only_files_of_slides_are_served(app: Flask, tmp_path: Path, name: str) -> None:
    (tmp_path / "slides").mkdir()
    for beside in ("a.jpg", f"{'0' * 32}.part", f"{'0' * 32}.svg"):
        (tmp_path / "slides" / beside).write_bytes(b"x")
    (tmp_path / "secret").write_bytes(b"x")
    assert app.test_client().get(f"/display/slides/{name}").status_code == 404


@pytest.mark.parametrize(
    "file", ["../queue.sqlite", "/etc/passwd", f"../{'0' * 32}.jpg", f"{'0' * 32}.jpg\n", f"{'0' * 32}.svg"]
)
def test_a_slide_names_no_other_file(manager: Caller, screen: Caller, file: str) -> None:
    refused(manager.post("/slides", kind="picture", file=file), "invalid_input")
    assert told(screen) == []


def test_a_slide_of_a_file_that_is_not_there_is_refused(manager: Caller) -> None:
    refused(manager.post("/slides", kind="picture", file=f"{'0' * 32}.jpg"), "no_such_file")


def test_a_script_in_a_text_stays_a_text(manager: Caller, screen: Caller) -> None:
    words = "<script>alert(1)</script>\nMang theo căn cước"
    manager.post("/slides", kind="text", title={"vi": "Xin lưu ý"}, text={"vi": words, "en": ""})
    (slide,) = told(screen)
    assert slide["text"] == {"vi": words}


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        ({"kind": "picture"}, "empty_slide"),
        ({"kind": "text"}, "empty_slide"),
        ({"kind": "text", "title": {"vi": "", "en": "only English"}}, "empty_slide"),
        ({"kind": "hours", "first_day": "2026-10-14", "last_day": "2026-10-13"}, "never_shown"),
        ({"kind": "hours", "begins": "10:00", "ends": "10:00"}, "never_shown"),
        ({"kind": "film"}, "invalid_input"),
        ({"kind": "hours", "seconds": 3600}, "invalid_input"),
        ({"kind": "hours", "begins": "25:00"}, "invalid_input"),
        ({"kind": "hours", "first_day": "tomorrow"}, "invalid_input"),
        ({"kind": "text", "title": {"vi": "a\x07b"}}, "invalid_input"),
        ({"kind": "text", "title": {"fr": "Bonjour"}}, "invalid_input"),
        ({"kind": "text", "text": {"vi": "x" * 801}}, "invalid_input"),
        ({"kind": "hours", "position": 0}, "invalid_input"),
    ],
)
def test_a_slide_that_cannot_be_is_refused(
    manager: Caller, screen: Caller, wish: dict[str, Any], code: str
) -> None:
    refused(manager.post("/slides", **wish), code)
    assert told(screen) == []


def test_a_slide_is_put_in_once_however_often_it_is_asked(manager: Caller, screen: Caller) -> None:
    first = manager.post("/slides", key="one", kind="hours")
    assert manager.post("/slides", key="one", kind="hours").json == first.json
    assert len(told(screen)) == 1


def test_slides_are_ordered_switched_off_changed_and_removed(manager: Caller, screen: Caller) -> None:
    ids = [manager.post("/slides", kind=kind).json["id"] for kind in ("hours", "procedures")]
    ids.append(manager.post("/slides", kind="text", title={"vi": "Chào"}).json["id"])
    assert manager.post(f"/slides/{ids[2]}/up").json["order"] == [ids[0], ids[2], ids[1]]
    assert manager.post(f"/slides/{ids[0]}/up").json["order"] == [ids[0], ids[2], ids[1]]
    assert manager.post(f"/slides/{ids[1]}/down").json["order"] == [ids[0], ids[2], ids[1]]
    manager.post(f"/slides/{ids[0]}/hide")
    assert [slide["id"] for slide in told(screen)] == [ids[2], ids[1]]
    manager.post(f"/slides/{ids[0]}/show")
    manager.post(f"/slides/{ids[2]}", title={"vi": "Kính chào"}, seconds=30)
    assert [(slide["title"].get("vi"), slide["seconds"]) for slide in told(screen)] == [
        ("Giờ làm việc", 12),
        ("Kính chào", 30),
        ("Thủ tục hành chính công khai", 12),
    ]
    assert manager.post(f"/slides/{ids[0]}/remove").status_code == 204
    assert len(told(screen)) == 2
    assert manager.post(f"/slides/{ids[0]}/remove").status_code == 404


def test_there_are_forty_slides_at_most(manager: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("queue_server.operations.slides.MOST", 2)
    assert [manager.post("/slides", kind="hours").status_code for _ in range(3)] == [201, 201, 409]


def test_a_slide_whose_days_are_over_is_told_to_no_screen(
    manager: Caller, screen: Caller, clock: Clock
) -> None:
    manager.post("/slides", kind="hours", last_day="2026-10-12")
    assert len(told(screen)) == 1
    clock.passes(days=1)
    assert told(screen) == []


def test_a_screen_learns_with_its_board_that_there_is_something_new(manager: Caller, screen: Caller) -> None:
    before = screen.get("/board/D1").json["edition"]
    assert screen.get("/screens/D1").json["edition"] == before
    manager.post("/slides", kind="hours")
    after = screen.get("/board/D1").json["edition"]
    assert after != before
    assert screen.get("/screens/D1").json["edition"] == after


def test_a_screen_is_told_its_own_and_no_other_ones(screen: Caller) -> None:
    assert screen.get("/screens/C1").status_code == 403


def test_all_offered_procedures_are_posted_page_by_page(manager: Caller, screen: Caller) -> None:
    manager.post("/slides", kind="procedures")
    (slide,) = told(screen)
    rows = [row for page in slide["pages"] for row in page["rows"]]
    assert {len(page["rows"]) for page in slide["pages"][:-1]} <= {3, 4, 5, 6}
    assert [row["field"] for row in rows] == sorted((row["field"] for row in rows), key=folded)
    assert len({row["code"] for row in rows}) == len(rows) >= 40
    copy = next(row for row in rows if row["code"] == "2.000815")
    assert (copy["queue"], copy["name"]) == ("A", "Chứng thực bản sao từ bản chính")


def test_posted_procedures_tell_their_time_and_fee() -> None:
    row = {"code": "1.1", "queue": "A", "names": {"vi": "Cấp bản sao"}, "short_names": {"vi": "Bản sao"}}
    terms = [
        ({"": "same day"}, {"": "2 working days"}),
        ({}, {"": "20 days"}),
        ({}, {}),
        ({"": "4 hours"}, {}),
    ]
    told = [
        playlist.row(Procedure(**row, committed=committed, statutory=statutory, fee={"vi": "8.000 đồng/bản"}))
        for committed, statutory in terms
    ]
    assert [each["time"] for each in told] == ["trong ngày", "20 ngày", "", "4 giờ làm việc"]
    assert {each["fee"] for each in told} == {"8.000 đồng/bản"}


def test_the_opening_hours_name_the_days_off_to_come(manager: Caller, screen: Caller, clock: Clock) -> None:
    manager.post("/slides", kind="hours")
    clock.passes(days=75)  # 26 December
    (slide,) = told(screen)
    lines = slide["text"]["vi"].split("\n")
    assert lines[0] == "Thứ Hai – Thứ Sáu: 7:30–11:30, 13:30–17:00"
    assert any(line.startswith("Nghỉ: Thứ Sáu 01/01") and "Tết Dương lịch" in line for line in lines)
    assert slide["text"]["en"].split("\n")[0] == "Monday – Friday: 7:30–11:30, 13:30–17:00"


def test_files_that_no_slide_shows_go_after_a_day(upload: Upload, tmp_path: Path) -> None:
    import os

    used, unused = (upload(picture(size=size)).json["file"] for size in ((8, 8), (9, 9)))
    for name in (used, unused):
        os.utime(tmp_path / "slides" / name, (0, 0))
    slide_files.sweep(tmp_path / "slides", {used})
    assert [path.name for path in (tmp_path / "slides").iterdir()] == [used]


def test_the_page_lists_slides_in_their_state(
    app: Flask, manager: Caller, upload: Upload, tmp_path: Path
) -> None:
    file = upload(picture()).json["file"]
    manager.post("/slides", kind="picture", file=file, title={"vi": '<b>"Hội"'})
    manager.post("/slides", kind="hours", first_day="2026-12-01")
    (tmp_path / "slides" / file).unlink()
    head = {"Authorization": f"Bearer {token_of(app, Role.MANAGER)}"}
    page = app.test_client().get("/slides", headers=head).text
    assert 'data-state="lost"' in page
    assert 'data-state="ahead"' in page
    assert '<b>"Hội"' not in page
    with app.extensions["queue"]["store"].look(HALL) as look:
        assert len(stored.slides(look.db, HALL)) == 2


def notice(screen: Caller, language: str = "vi") -> str:
    text: str = screen.get(f"/board/D1?lang={language}").json["notice"]
    return text


def test_a_notice_stands_until_it_is_replaced(manager: Caller, screen: Caller) -> None:
    assert manager.post("/notice", vi="Nghỉ chiều thứ Sáu", en="Closed on Friday").status_code == 204
    assert (notice(screen), notice(screen, "en")) == ("Nghỉ chiều thứ Sáu", "Closed on Friday")


def test_a_passing_notice_gives_way_to_the_usual_one(manager: Caller, screen: Caller, clock: Clock) -> None:
    usual = notice(screen)
    manager.post("/notice", vi="Mất điện đến 9 giờ", until="2026-10-12T09:00")
    assert notice(screen) == "Mất điện đến 9 giờ"
    assert notice(screen, "en") == ""
    clock.passes(minutes=91)
    assert notice(screen) == usual
    manager.post("/notice", vi="Họp", until="2026-10-12T10:00")
    assert manager.post("/notice/take-down").status_code == 204
    assert notice(screen) == usual


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        ({"vi": ""}, None),
        ({"vi": "x", "until": "2026-10-12T07:00"}, "notice_is_past"),
        ({"vi": "x", "until": "soon"}, "invalid_input"),
        ({"vi": "x" * 121}, "invalid_input"),
        ({"vi": "a\nb"}, "invalid_input"),
        ({"en": "only"}, "invalid_input"),
    ],
)
def test_a_notice_that_cannot_be_is_refused(
    manager: Caller, screen: Caller, wish: dict[str, Any], code: str | None
) -> None:
    before = notice(screen)
    answer = manager.post("/notice", **wish)
    if code is None:
        assert (answer.status_code, notice(screen)) == (204, "")
    else:
        refused(answer, code)
        assert notice(screen) == before


@pytest.mark.parametrize("month", ["", "2026-13", "9999-12", "0001-01", "../..", "<script>"])
def test_the_loudspeaker_text_is_of_the_next_month_unless_another_is_asked_for(
    app: Flask, month: str
) -> None:
    head = {"Authorization": f"Bearer {token_of(app, Role.MANAGER)}"}
    client = app.test_client()
    page = client.get("/loudspeaker", query_string={"month": month}, headers=head).text
    assert "tháng 11 năm 2026" in page
    assert "<script>" not in page.partition("<body")[2]
    assert "tháng 2 năm 2027" in client.get("/loudspeaker?month=2027-02", headers=head).text
