"""Look-alike characters fold to plain Latin, and text is cut into the words that names are made of."""

import pytest

from services.publication.normalise import fold, fold_with_places, key_of, read, without_addresses


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("Ｐｙｔｈｏｎ", "Python"),
        ("Py\u200bth\u00adon", "Python"),
        ("Руthоn", "Python"),
        ("Müller", "Muller"),
        ("Straße", "Strasse"),
        ("Łódź", "Lodz"),
        ("𝐉𝐚𝐯𝐚", "Java"),
        ("\uf0b7 Excel", "• Excel"),
        ("naïve\u00a0word", "naive word"),
    ],
)
def test_fold_brings_look_alikes_to_latin_and_keeps_the_case(written, plain):
    assert fold(written) == plain


def test_every_folded_character_knows_where_it_came_from():
    folded, places = fold_with_places("a\u200bß Ｃ")
    assert folded == "ass C"
    assert places == [0, 2, 2, 3, 4]


def test_folding_with_places_agrees_with_folding():
    text = "Jürgen\u200b Œuvre Ｃ＃ — “quoted” ﬁn"
    assert fold_with_places(text)[0] == fold(text)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("C++", "c++"),
        ("C#", "c#"),
        (".NET", ".net"),
        ("ASP.NET", "asp .net"),
        ("Node.js", "node js"),
        ("PL/SQL", "pl sql"),
        ("R&D", "r and d"),
        ("front-end  ontwikkelaar", "front end ontwikkelaar"),
        ("Größe", "grosse"),
    ],
)
def test_names_have_one_lookup_form(name, key):
    assert key_of(name) == key


def test_a_list_separator_ends_a_name_and_a_line_break_does_not():
    words = read("Visual\nStudio, Code")
    assert words.keys == ["visual", "studio", "code"]
    assert words.joins == [False, True, False]
    assert words.listed == [True, True, True]


def test_words_of_a_sentence_are_not_listed():
    assert read("worked with Java at night").listed == [True, False, False, False, False]


def test_addresses_are_passed_over_but_keep_their_room():
    text = "mail jan@hotmail.net or www.spring.io now"
    blank = without_addresses(text)
    assert len(blank) == len(text)
    assert read(text).keys == ["mail", "or", "now"]


def test_domains_are_not_the_framework():
    assert ".net" not in read("see planet.net today").keys
