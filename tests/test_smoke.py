from tests.pages import Browser


def test_public_pages_answer_in_both_languages(browser: Browser) -> None:
    for path in ("/talent", "/privacy", "/contact"):
        assert browser.get(path).status == 200
        assert browser.get("/nl" + path).select("//html/@lang") == ["nl"]
