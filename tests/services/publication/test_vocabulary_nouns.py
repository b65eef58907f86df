"""Verb phrases of ESCO are put into nouns."""

import pytest

from tools.noun_labels import Nouns, gerund

LABELS = ("read maps", "write reports", "plan events", "safely lift loads", "test samples", "record plan", "Irish")


@pytest.mark.parametrize(
    ("verb", "form"),
    [
        ("manage", "managing"),
        ("plan", "planning"),
        ("oversee", "overseeing"),
        ("tie", "tying"),
        ("dye", "dyeing"),
        ("train", "training"),
        ("control", "controlling"),
        ("develop", "developing"),
        ("debug", "debugging"),
        ("relax", "relaxing"),
        ("follow-up", "following up"),
        ("equip", "equipping"),
    ],
)
def test_verbs_take_their_ing_form(verb, form):
    assert gerund(verb) == form


@pytest.mark.parametrize(
    ("label", "noun"),
    [
        ("read and write texts", "reading and writing texts"),
        ("test bolts and plan", "testing bolts and plan"),
        ("Plan events", "planning events"),
        ("safely lift loads", "safely lifting loads"),
        ("Irish", "Irish"),
        ("food plant design", "food plant design"),
        ("lift loads", "Loads"),
    ],
)
def test_a_label_becomes_a_noun(label, noun):
    assert Nouns((*LABELS, "lift loads", "food plant design"), {"lift loads": "Loads"}).of(label) == noun
