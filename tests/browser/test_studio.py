"""A local person records a voice in the browser, with a microphone that plays a file."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect

from display.voice import pack as packs
from display.voice import studio
from tests.browser.conftest import ARGS, CHROMIUM, SignIn
from tests.browser.server import ROOT, HallServer
from tests.browser.test_access import SIZES
from tests.display.test_studio import voice, wav

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"


@pytest.fixture(scope="module")
def with_microphone(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A browser before which somebody says a word of half a second, again and again."""
    heard = tmp_path_factory.mktemp("microphone") / "heard.wav"
    heard.write_bytes(wav(voice(0.5, before=0.7, after=1.6, loud=9000)))
    arguments = [
        *ARGS,
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-audio-capture={heard}",
    ]
    browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=arguments)
    yield browser
    browser.close()


@pytest.fixture
def page(with_microphone: Browser, browser_context_args: dict[str, Any]) -> Iterator[Page]:
    context = with_microphone.new_context(**browser_context_args)
    yield context.new_page()
    context.close()


def begin(page: Page, speaker: str) -> str:
    """Begin a voice on the page of voices, and come to the studio; its id."""
    page.fill("#name", "Thái")
    page.fill("#speaker", speaker)
    page.click("#begin-voice")
    page.wait_for_url(re.compile(r"/admin/voice/thai"))
    return page.url.rsplit("/", 1)[1]


def clip(hall_server: HallServer, pack: str, word: str) -> array[int]:
    found = packs.load(hall_server.data / "voice" / pack)
    return studio.heard((found.folder / found.clips[word]).read_bytes(), studio.RATE)


def test_a_voice_is_recorded_by_touch_then_by_key(sign_in: SignIn, hall_server: HallServer) -> None:
    page = sign_in("admin", "/admin/voice")
    pack = begin(page, "Lò Thị Mai")
    expect(page.locator("#prompt")).to_have_text("Xin mời số")
    expect(page.locator("#place")).to_have_text("1/32")
    expect(page.locator("#listen")).to_be_disabled()

    page.click("#record")
    expect(page.locator("#record-word")).to_have_text("Dừng")
    expect(page.locator("#done")).to_have_text("1", timeout=12_000)
    expect(page.locator("#told")).to_contain_text("Đã lưu")
    expect(page.locator("#record-word")).to_have_text("Thu lại")

    page.keyboard.press("ArrowRight")
    expect(page.locator("#prompt")).to_have_text("đến quầy số")
    page.keyboard.press("r")
    expect(page.locator("#done")).to_have_text("2", timeout=12_000)
    assert 0.4 < len(clip(hall_server, pack, "xin-moi-so")) / studio.RATE < 0.8
    assert max(map(abs, clip(hall_server, pack, "den-quay-so"))) > 3000


def test_a_recording_is_heard_and_made_again(sign_in: SignIn, hall_server: HallServer) -> None:
    page = sign_in("admin", "/admin/voice")
    pack = begin(page, "Cầm Văn Inh")
    page.click("[data-word='A']")
    page.click("#record")
    expect(page.locator("#listen")).to_be_enabled(timeout=12_000)
    first = page.get_attribute("[data-word='A']", "data-clip")
    with page.expect_response(lambda answer: "/display/voice/" in answer.url) as played:
        page.reload()
        page.click("[data-word='A']")
        page.keyboard.press("l")
    assert played.value.status in (200, 206)

    page.click("#record")
    page.wait_for_function(
        "first => document.querySelector('[data-word=A]').dataset.clip !== first", arg=first
    )
    expect(page.locator("#done")).to_have_text("1")
    assert packs.load(hall_server.data / "voice" / pack).edition == 3


def test_where_the_browser_gives_no_microphone_the_page_says_why(page: Page, sign_in: SignIn) -> None:
    sign_in("admin", "/admin/voice")
    begin(page, "Mai")
    expect(page.locator("#insecure")).to_be_hidden()
    page.add_init_script("Object.defineProperty(window, 'isSecureContext', { value: false })")
    page.reload()
    expect(page.locator("#insecure")).to_contain_text("https")
    expect(page.locator("#record")).to_be_disabled()


def test_a_microphone_that_is_not_allowed_is_told(page: Page, sign_in: SignIn) -> None:
    sign_in("admin", "/admin/voice")
    begin(page, "Mai")
    page.evaluate(
        """() => { navigator.mediaDevices.getUserMedia = async () => {
             throw new DOMException("", "NotAllowedError");
           }; }"""
    )
    page.click("#record")
    expect(page.locator("#say")).to_contain_text("Chưa được phép dùng micrô")
    expect(page.locator("#record")).to_be_enabled()


def test_a_voice_is_carried_to_another_hall(
    page: Page, sign_in: SignIn, tmp_path: Path, complaints: list[str]
) -> None:
    sign_in("admin", "/admin/voice")
    with page.expect_download() as saved:
        page.click("#voice-vi [download]")
    saved.value.save_as(tmp_path / "voice.zip")
    page.set_input_files("#parcel", tmp_path / "voice.zip")
    page.click("#bring-voice")
    expect(page.locator("#voice-vi-2")).to_contain_text("đọc được mọi lượt gọi")

    (tmp_path / "broken.zip").write_bytes(b"PK")
    page.set_input_files("#parcel", tmp_path / "broken.zip")
    page.click("#bring-voice")
    expect(page.locator("#bring .field-error")).to_contain_text("không phải giọng đọc")
    assert len(complaints) == 1
    complaints.clear()


def test_the_screen_speaks_what_was_chosen(page: Page, sign_in: SignIn, hall_server: HallServer) -> None:
    sign_in("admin", "/admin/voice")
    page.select_option("#second", "")
    page.select_option("#reading", "counted")
    page.click("#save-wish")
    expect(page.locator("#say")).to_contain_text("Đã lưu")
    page.goto(f"{hall_server.address}/display/D1")
    assert page.get_attribute("body", "data-voices") == '["vi"]'


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not here: make assets")
@pytest.mark.parametrize("language", ["vi", "en"])
def test_both_pages_are_for_every_eye_and_size(page: Page, sign_in: SignIn, language: str) -> None:
    sign_in("admin", "/admin/voice")
    if not page.locator("#voice-thai").count():
        begin(page, "Mai")
    address = page.url.split("/admin")[0]
    for path in ("/admin/voice", "/admin/voice/thai"):
        page.goto(f"{address}{path}?lang={language}")
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate("axe.run().then(result => result.violations.map(v => [v.id, v.nodes[0].html]))")
        assert found == []
        for width, height in SIZES.values():
            page.set_viewport_size({"width": width, "height": height})
            assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, (path, width)
