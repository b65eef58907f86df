"""Positions that a résumé mentions without a period."""

from __future__ import annotations

from services.publication.sections import parse_resume


def test_positions_mentioned_in_sentences():
    resume = parse_resume(
        """Work experience
• Worked as soft skill trainer in Verzonnen Centre.
• Werkte als applicatiebeheerder bij Bedacht Wonen.
• Worked as a team player with joy.
Role: Data lead"""
    )
    assert [(job.title, job.employer) for job in resume.jobs] == [
        ("soft skill trainer", "Verzonnen Centre"),
        ("applicatiebeheerder", "Bedacht Wonen"),
        ("Data lead", ""),
    ]


def test_a_position_mentioned_twice_is_one():
    resume = parse_resume("Work experience\nTester\nBedacht Bank\n2015 - 2017\n• Worked as tester at Nergens Post.")
    assert [job.title for job in resume.jobs] == ["Tester"]
