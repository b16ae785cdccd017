"""The manager's page of slides, in a real browser: put in, look at, change, switch off, remove."""

from __future__ import annotations

import io

from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.conftest import SignIn


def picture() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (320, 180), "#1F6F54").save(file, "PNG")
    return file.getvalue()


def put_in_text(page: Page, title: str) -> None:
    page.select_option("#kind", "text")
    page.fill("#title-vi", title)
    page.fill("#text-vi", "Dòng một\nDòng hai")
    page.click("#save-slide")


def test_a_slide_goes_through_its_whole_life(sign_in: SignIn) -> None:
    page = sign_in("manager", "/slides")
    put_in_text(page, "Xin chào bà con")
    row = page.locator(".slides li", has_text="Xin chào bà con")
    expect(row).to_have_attribute("data-state", "on")
    expect(page.locator("#title-vi")).to_have_value("")

    row.locator("[data-action=preview]").click()
    expect(page.locator("#preview .slide-lines p")).to_have_text(["Dòng một", "Dòng hai"])

    row.locator("[data-action=edit]").click()
    expect(page.locator("#text-vi")).to_have_value("Dòng một\nDòng hai")
    page.fill("#title-vi", "Kính chào bà con")
    page.click("#save-slide")
    row = page.locator(".slides li", has_text="Kính chào bà con")
    row.locator("[data-action=hide]").click()
    expect(row).to_have_attribute("data-state", "off")

    row.locator("[data-action=remove]").click()
    expect(row).to_be_visible()
    row.locator("[data-action=remove]").click()
    expect(row).to_have_count(0)


def test_a_picture_is_sent_and_a_drawing_with_a_script_is_not(sign_in: SignIn, complaints: list[str]) -> None:
    page = sign_in("manager", "/slides")
    script = b"<svg xmlns='http://www.w3.org/2000/svg'><script>document.title = 'caught'</script></svg>"
    page.set_input_files("#file", {"name": "hoi.png", "mimeType": "image/png", "buffer": script})
    page.click("#save-slide")
    expect(page.locator("#slide-form .field-error")).to_contain_text("SVG")
    assert page.locator(".slides li[data-state]").count() == 0

    page.fill("#title-vi", "Lễ hội")
    page.set_input_files("#file", {"name": "../hoi.svg", "mimeType": "image/svg+xml", "buffer": picture()})
    page.click("#save-slide")
    row = page.locator(".slides li", has_text="Lễ hội")
    expect(row.locator("img")).to_have_js_property("naturalWidth", 320)
    assert "caught" not in page.title()
    complaints.clear()  # the refusal


def test_a_notice_is_put_up_by_the_form(sign_in: SignIn) -> None:
    page = sign_in("manager", "/slides")
    page.fill("#notice-vi", "Chiều nay nghỉ họp")
    page.fill("#notice-en", "Closed this afternoon")
    page.click("[data-action=notice]")
    expect(page.locator("#say")).to_contain_text("Đã lưu")
    page.reload()
    expect(page.locator("#notice-vi")).to_have_value("Chiều nay nghỉ họp")


def test_the_loudspeaker_text_can_be_copied(sign_in: SignIn) -> None:
    page = sign_in("manager", "/slides")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.click("#loudspeaker")
    page.click("#copy")
    expect(page.locator("#say")).to_contain_text("Đã sao chép")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("Bài phát thanh tháng")
    assert copied.count("\n\n") == page.locator("#text p").count()
