"""What of the marks in annotated résumés reaches the record: ``python tools/bench_import.py [folder] [misses KIND]``.

Files are split by their number: even ones were tuned on, odd ones were not looked at. Per kind of mark:

- tools, skills: *recognised* when the mark's own text names a skill that is in the verified record;
  *written* when its text stands in a displayed label. Repeated marks of one résumé count once.
- designations: right when the occupation group of the mark (its own text resolved, or for the judge's sake any of
  its parts) is among those of the record; *resolved* when it has a group at all.
- leaks: marked names, e-mails, colleges and companies in a displayed label, unless it is a marked tool and no employer.
"""

from __future__ import annotations

import html
import re
import sys
import time
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from services.publication.compiler import compile_records  # noqa: E402
from services.publication.enrichment import enrich  # noqa: E402
from services.publication.guard import Identifiers  # noqa: E402
from services.publication.normalise import key_of  # noqa: E402
from services.publication.record import VerifiedRecord  # noqa: E402
from services.publication.sections import parse_resume  # noqa: E402
from services.publication.vocabulary import vocabulary  # noqa: E402

FOLDER = ROOT.parent / "shared" / "data" / "resumes" / "annotated"
TODAY = date(2026, 11, 22)
MARK = re.compile(r'<label type="([^"]+)">(.*?)</label>', re.S)
PRIVATE = ("Name", "Email Address", "College Name", "Companies worked at")


def main(folder: Path, misses: str | None) -> None:
    vocabulary()
    counts: dict[str, Counter[str]] = {"even": Counter(), "odd": Counter()}
    missed: Counter[str] = Counter()
    for path in sorted(folder.glob("*.xml"), key=lambda path: int(path.stem)):
        half = counts["odd" if int(path.stem) % 2 else "even"]
        marks, text = _read(path)
        begun = time.process_time()
        resume = enrich(parse_resume(text), text)
        parsed = time.process_time()
        first, _, last = (marks["Name"] or [""])[0].partition(" ")
        identifiers = Identifiers.of(resume, account_email=(marks["Email Address"] or [""])[0], names=(first, last))
        _, record = compile_records(resume, identifiers=identifiers, country=None, region=None, today=TODAY)
        half.update(files=1, kilobytes=len(text), parsing=int((parsed - begun) * 1e6))
        half.update(compiling=int((time.process_time() - parsed) * 1e6), occupation=bool(record.occupation))
        half.update(shown=len(record.skills))
        missed.update(_judge(half, path, marks, record, misses if half is counts["even"] else None))
    for name, half in counts.items():
        print(_report(name, half))
    for text, times in missed.most_common(150):
        print(f"{times:4} {text}")


def _judge(
    half: Counter[str], path: Path, marks: dict[str, list[str]], record: VerifiedRecord, misses: str | None
) -> list[str]:
    words = vocabulary()
    missed = []
    shown = _displayed(record)
    page = " \n ".join(shown).lower()
    mine = {claim.skill for claim in record.skills}
    for kind in ("Tech Tools", "Job Specific Skills"):
        for mark in marks[kind]:
            named = {id_ for id_, _ in words.match(mark)} | {words.skill_named(mark)}
            half[kind] += 1
            half[f"{kind} written"] += mark.lower() in page
            half[f"{kind} recognised"] += bool(named & mine)
            if misses == kind and not named & mine:
                missed.append(mark.lower() + ("  (known)" if named - {None} else ""))
    groups = {record.occupation, *(each.occupation for each in record.assignments)}
    for mark in marks["Designation"]:
        unit = words.titles.occupation(mark)
        half["Designation"] += 1
        half["Designation resolved"] += unit is not None
        half["Designation right"] += unit in groups
        if misses == "Designation" and (unit is None or unit not in groups):
            missed.append(f"{mark.lower()}  ({unit})")
    tools = {key_of(mark) for mark in marks["Tech Tools"]} - {key_of(mark) for mark in marks["Companies worked at"]}
    for kind in PRIVATE:
        for mark in marks[kind]:
            key = key_of(mark)
            for label in shown if len(key) > 1 and key not in tools else ():
                if f" {key} " in f" {key_of(label)} ":
                    half[f"{kind} leaked"] += 1
                    print(f"leak in {path.name}: {kind} «{mark}» in «{label}»")
    return missed


def _displayed(record: VerifiedRecord) -> list[str]:
    words = vocabulary()
    units = {unit for unit in (record.occupation, *(each.occupation for each in record.assignments)) if unit}
    ids = [("isco", unit) for unit in sorted(units)]
    ids += [("skill", claim.skill) for claim in record.skills]
    ids += [("nace", sector) for sector in sorted(record.sectors)]
    ids += [("certification", each) for each in sorted(record.certifications)]
    if record.education_field:
        ids.append(("education-field", record.education_field))
    return [label for kind, id_ in ids for label in words.labels(kind, id_)]


def _read(path: Path) -> tuple[dict[str, list[str]], str]:
    raw = path.read_text("utf-8", "replace")
    marks: dict[str, list[str]] = defaultdict(list)
    for kind, text in MARK.findall(raw):
        plain = " ".join(html.unescape(re.sub(r"<[^>]+>", "", text)).split())
        if plain and plain not in marks[kind]:
            marks[kind].append(plain)
    return marks, html.unescape(re.sub(r"<[^>]+>", "", raw)).strip()


def _report(name: str, half: Counter[str]) -> str:
    def share(part: str, whole: str) -> str:
        return f"{100 * half[part] / max(1, half[whole]):5.1f} %"

    size = half["kilobytes"] / 1000
    return "\n".join(
        [
            f"{name}: {half['files']} files, {size:.0f} KB, occupation in {half['occupation']}, "
            f"{half['shown'] / half['files']:.1f} skills a record, "
            f"parse {half['parsing'] / 1000 / size:.2f} ms/KB, compile {half['compiling'] / 1000 / size:.2f} ms/KB",
            *(
                f"  {kind}: {half[kind]} recognised {share(f'{kind} recognised', kind)} "
                f"written {share(f'{kind} written', kind)}"
                for kind in ("Tech Tools", "Job Specific Skills")
            ),
            f"  Designation: {half['Designation']} right {share('Designation right', 'Designation')} "
            f"resolved {share('Designation resolved', 'Designation')}",
            "  leaks: " + ", ".join(f"{kind} {half[f'{kind} leaked']}" for kind in PRIVATE),
        ]
    )


if __name__ == "__main__":
    arguments = sys.argv[1:]
    kind = arguments[arguments.index("misses") + 1] if "misses" in arguments else None
    given = [argument for argument in arguments if "/" in argument]
    main(Path(given[0]) if given else FOLDER, kind)
