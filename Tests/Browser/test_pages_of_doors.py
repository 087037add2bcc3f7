"""What people do in a browser at the doors of hubs: make a workshop, tell its link, extend it and end it."""

import datetime

import pytest


def moment(hours: float) -> str:
    """What a form's field of a moment holds, in UTC."""
    then = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=hours)
    return then.strftime("%Y-%m-%dT%H:%M")


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_of_doors_fit_their_window(fleet, signed_in, browser, width, scheme):
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, storage_state=signed_in.context.storage_state()
    )
    page = context.new_page()
    for path in ["/doors", "/hubs/reef/door", "/hubs/reef/door/close", "/communities/reef"]:
        assert page.goto(fleet.address("atoll") + path).status == 200, path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    context.close()


def test_a_workshop_is_made_its_link_is_seen_once_and_it_is_extended_and_ended(fleet, signed_in):
    page = signed_in
    page.goto(fleet.address("atoll") + "/doors")
    page.locator("#door-reef th a").click()
    page.fill("#workshop-name", "Coral workshop")
    page.fill("#workshop-until", moment(2))
    page.fill("#workshop-seats", "12")
    page.click("#make-it")
    assert "Say why" in page.locator("#workshop-because-problem").inner_text()
    assert page.input_value("#workshop-name") == "Coral workshop"
    page.fill("#workshop-because", "Reef week")
    page.click("#make-it")

    link = page.input_value("#join-link")
    assert link.startswith(fleet.address("reef") + "/hub/join/")
    code = link.rsplit("/", 1)[1]
    assert code not in page.url
    assert link in page.input_value("#invitation")
    page.click("[data-copy=join-link]")
    assert page.locator("[data-copy=join-link]").inner_text() in ("Copied", "Selected: copy it by Ctrl+C")
    assert "0 of 12 seats are taken" in page.locator("#answer").inner_text()
    workshop = page.url
    page.reload()
    assert page.locator("#join-link").count() == 0
    for path in ["/doors", "/hubs/reef/door", "/changes"]:
        page.goto(fleet.address("atoll") + path)
        assert code not in page.content(), path

    page.goto(workshop)
    page.click("#new-link")
    assert page.input_value("#join-link") not in ("", link)

    before = page.locator("#until time").get_attribute("datetime")
    page.fill("#extend-because", "More reefs than hours")
    page.click("#extend-it")
    assert page.locator("#until time").get_attribute("datetime") > before

    page.goto(fleet.address("atoll") + "/hubs/reef")
    assert "Coral workshop" in page.locator("#door").inner_text()
    page.locator("#door a", has_text="Its door").click()
    page.locator("#grants a", has_text="Coral workshop").click()
    page.click("#end")
    assert page.locator("h1").inner_text() == "End Coral workshop now?"
    page.fill("#why", "Rain")
    page.click("#do-it")
    assert "ended early by" in page.locator("#answer").inner_text()
    assert page.locator("#extend").count() == 0
    page.goto(fleet.address("atoll") + "/changes")
    assert "Rain" in page.locator("#changes").inner_text()
    # The first sending of the form was half empty, and the browser says so.
    assert [text for text in page.complaints if "422" not in text] == []
