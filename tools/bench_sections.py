"""What share of the marks in annotated résumés the parser finds: ``python tools/bench_sections.py [misses KIND]``."""

from __future__ import annotations

import html
import re
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from services.publication.resume import Resume  # noqa: E402
from services.publication.sections import parse_resume  # noqa: E402

FOLDER = ROOT.parent / "shared" / "data" / "resumes" / "annotated"
KINDS = ("Name", "Name, anyone", "Email Address", "Companies worked at", "College Name", "Designation")
_LABEL = re.compile(r'<label type="([^"]+)">(.*?)</label>', re.DOTALL)
_LEGAL = frozenset("ltd limited pvt private inc llc corp corporation p i co the company llp plc".split())  # noqa: SIM905


def plain(source: str) -> str:
    """The text of an annotated file, tags removed, entities unescaped."""
    return html.unescape(re.sub(r"<\?xml.*?\?>|</?cv>|</?label[^>]*>", "", source))


def marks(source: str) -> dict[str, list[str]]:
    """Marked strings by kind, each once per file."""
    found: dict[str, list[str]] = defaultdict(list)
    for kind, value in _LABEL.findall(source):
        value = html.unescape(re.sub(r"<[^>]*>|\\x[0-9a-f]{2}", " ", value)).strip(" ,.-\n")
        if kind in KINDS and words(value) and value not in found[kind]:
            found[kind].append(value)
    found["Name, anyone"] = found["Name"]
    return found


def tools(source: str) -> list[str]:
    """Marked tools, each once per file; those a name found stands in would be dropped by the guard."""
    return list(dict.fromkeys(html.unescape(v).strip() for k, v in _LABEL.findall(source) if k == "Tech Tools"))


def words(text: str) -> list[str]:
    """Words as compared: folded, without legal forms."""
    found = re.findall(r"\w+", text.casefold())
    return [word for word in found if word not in _LEGAL] or found


def covers(names: list[str], mark: str) -> bool:
    """Whether a name found stands inside the mark, or holds it without being twice as long."""
    target = f" {' '.join(words(mark))} "
    for name in names:
        own = words(name)
        inner = f" {' '.join(own)} "
        if inner.strip() and (inner in target or (target in inner and len(own) <= 2 * len(target.split()) + 2)):
            return True
    return False


def found_by_kind(resume: Resume) -> dict[str, list[str]]:
    """What the parser found that answers each kind of mark."""
    contact = resume.contact
    organisations = [job.employer for job in resume.jobs] + [s.school for s in resume.studies] + list(resume.clients)
    return {
        "Name": [f"{contact.first_name} {contact.last_name}"],
        "Name, anyone": [f"{contact.first_name} {contact.last_name}", *resume.colleagues],
        "Email Address": [contact.email],
        "Companies worked at": organisations,
        "College Name": organisations,
        "Designation": [job.title for job in resume.jobs] + [resume.headline],
    }


def main() -> None:
    totals: dict[int, Counter[str]] = {0: Counter(), 1: Counter()}
    hits: dict[int, Counter[str]] = {0: Counter(), 1: Counter()}
    wanted = sys.argv[2] if sys.argv[1:2] == ["misses"] else None
    spent, size = 0.0, 0
    for path in sorted(FOLDER.glob("*.xml"), key=lambda path: int(path.stem)):
        source = path.read_text()
        half = int(path.stem) % 2
        text = plain(source)
        size += len(text)
        begin = time.process_time()
        resume = parse_resume(text)
        spent += time.process_time() - begin
        found = found_by_kind(resume)
        blocked = {" ".join(words(name)) for name in found["Companies worked at"]} - {""}
        for tool in tools(source):
            totals[half]["tools blocked"] += 1
            holder = f" {' '.join(words(tool))} "
            if any(f" {name} " in holder for name in blocked):
                hits[half]["tools blocked"] += 1
                if wanted == "tools blocked":
                    print(f"{path.stem:>4}  {tool!r}  {[n for n in blocked if f' {n} ' in holder]}")
        for kind, values in marks(source).items():
            if kind in ("Name", "Email Address"):
                values = values[:1]
            for value in values:
                totals[half][kind] += 1
                if covers(found[kind], value):
                    hits[half][kind] += 1
                elif wanted == kind:
                    print(f"{path.stem:>4}  {value!r}  {found[kind][:6] if kind == 'Name' else ''}")
    print(f"{size / 1024:.0f} KB parsed in {spent:.1f} s")
    for kind in (*KINDS, "tools blocked"):
        row = [f"{hits[h][kind]}/{totals[h][kind]} = {hits[h][kind] / totals[h][kind]:.1%}" for h in (1, 0)]
        print(f"{kind:22} odd files {row[0]:20} even files {row[1]}")


if __name__ == "__main__":
    main()
