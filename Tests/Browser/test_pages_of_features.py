"""What people do in a browser to see what hubs have beyond the standard, and what nothing explains."""

import pytest


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_of_features_fit_their_window(fleet, signed_in, browser, width, scheme):
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, storage_state=signed_in.context.storage_state()
    )
    page = context.new_page()
    for path in ["/features", "/features/materials", "/exceptions", "/exceptions?hub=reef", "/hubs/reef"]:
        assert page.goto(fleet.address("atoll") + path).status == 200, path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    context.close()


def test_an_overdue_feature_leads_to_the_hubs_that_have_it(fleet, signed_in):
    page = signed_in
    page.goto(fleet.address("atoll") + "/features")
    assert "1 review is overdue: Materials beside the notebook" in page.locator("#answer").inner_text()
    assert page.locator("#feature-materials .state.bad").inner_text().strip() == "overdue since 30 Jun 2025"
    page.locator("#filter select[name=needs]").select_option("owners")
    page.locator("#filter button").click()
    assert page.locator("#feature-list").count() == 0
    page.locator("#filter a").click()
    assert page.locator(".matrix td", has_text="\N{CHECK MARK}").count() == 1
    page.locator("#feature-materials th a").click()
    assert "beta" in page.locator("#answer").inner_text()
    page.locator("#hubs a[href='/hubs/reef']").click()
    assert "1 feature beyond the standard hub" in page.locator("#special").inner_text()
    page.goto(fleet.address("atoll") + "/exceptions")
    assert page.locator("#answer").inner_text().startswith("Nothing")
    assert page.complaints == []
