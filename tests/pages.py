"""Reading pages and sending forms over the test client, as a browser without JavaScript would."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import html5lib
from flask.testing import FlaskClient
from lxml import etree
from werkzeug.test import TestResponse


@dataclass
class Page:
    """One answer; ``text`` is what a person reads, ``html`` what was sent."""

    response: TestResponse
    path: str

    @property
    def status(self) -> int:
        return self.response.status_code

    @property
    def html(self) -> str:
        return self.response.get_data(as_text=True)

    @property
    def tree(self) -> Any:
        return html5lib.parse(self.html, treebuilder="lxml", namespaceHTMLElements=False)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.tree.getroot().itertext()).split())

    @property
    def title(self) -> str:
        return self.tree.findtext(".//title") or ""

    def select(self, xpath: str) -> list[Any]:
        return self.tree.xpath(xpath)

    def links(self) -> dict[str, str]:
        return {" ".join("".join(a.itertext()).split()): a.get("href") for a in self.select("//a[@href]")}

    def form(self, action: str | None = None) -> Any:
        """The first form that posts to the action (or the first in main)."""
        forms = self.select(f"//form[@action='{action}']" if action else "//main//form[@method='post']")
        if not forms:
            raise AssertionError(f"no form posts to {action}; the page is:\n{self.text[:1500]}")
        return forms[0]


@dataclass
class Browser:
    """Follows links and redirects, keeps cookies, sends forms with the hidden fields they have."""

    client: FlaskClient
    headers: dict[str, str] = field(default_factory=dict)

    def get(self, path: str, **options: Any) -> Page:
        response = self.client.get(path, follow_redirects=True, headers=self.headers, **options)
        return Page(response, response.request.path)

    def submit(self, page: Page, values: dict[str, Any] | None = None, *, action: str | None = None) -> Page:
        """Fill in and send a form of the page."""
        form = page.form(action)
        data = _values(form)
        data.update(values or {})
        target = form.get("action") or page.path
        response = self.client.post(target, data=data, follow_redirects=True, headers=self.headers)
        return Page(response, response.request.path)

    def log_in(self, email: str, password: str) -> Page:
        return self.submit(self.get("/login"), {"email": email, "password": password})


def _values(form: etree._Element) -> dict[str, Any]:
    """What the browser would send for the form as it stands."""
    data: dict[str, Any] = {}
    for control in form.xpath(".//input[@name] | .//textarea[@name] | .//select[@name]"):
        name, kind = control.get("name"), control.get("type", "text")
        if control.tag == "textarea":
            data[name] = control.text or ""
        elif control.tag == "select":
            chosen = control.xpath("./option[@selected]") or control.xpath("./option")[:1]
            data[name] = (
                [o.get("value", o.text) for o in chosen]
                if control.get("multiple") is not None
                else (chosen[0].get("value", chosen[0].text) if chosen else "")
            )
        elif kind in ("checkbox", "radio"):
            if control.get("checked") is not None:
                data.setdefault(name, []).append(control.get("value", "on"))
        elif kind != "file":
            data[name] = control.get("value", "")
    return data
