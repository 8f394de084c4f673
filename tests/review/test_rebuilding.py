"""An edition rebuilt from its review file is the edition, byte for byte, until a person edits."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from turning import TURNING

from bilingua.article import Article
from bilingua.editions import Pair, edition_of, pair_of
from bilingua.engines.apertium import Apertium
from bilingua.engines.base import Engine
from bilingua.errors import BilinguaError, InputError, StaleError
from bilingua.formats.registry import read
from bilingua.localize.style import load_style
from bilingua.pipeline import Road, Story, translate_articles
from bilingua.review.editing import set_target
from bilingua.review.file import read as read_review
from bilingua.review.rebuilding import BrokenEntries

SAMPLES = sorted((Path(__file__).parents[2] / "samples").iterdir())
STYLES = {"en": load_style("en_US"), "es": load_style("es_US")}


def pair_for(article: Article, engine: Engine, **road: bool) -> Pair:
    (story,) = translate_articles([article], Road([engine], STYLES, **road), source=(road and "en") or None)  # fmt: skip
    if isinstance(story, BilinguaError):
        raise story
    assert isinstance(story, Story)
    return pair_of(story)


def is_rebuilt(pair: Pair, article: Article) -> None:
    """From the story, and from its source edition alone."""
    review = read_review("a.po", pair.review[1])
    for story in (article, read(*pair.source)):
        assert edition_of(review, story, "a.po") == pair.target


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_every_sample_is_rebuilt(apertium: Apertium, path: Path) -> None:
    article = read(path.name, path.read_bytes())
    is_rebuilt(pair_for(article, apertium), article)


WORDS = st.lists(
    st.sampled_from(
        [
            *"The mayor said “no” to 5% of 1,200 señores ¿qué? two. The & <b> *x* _y_ `z` <1> &lt;2/>".split(),
            *"![i](j.png) Sept. a|b 1. - # > &amp; \\* https://e.org/a_b **strong words** a\\_b".split(),
            *"<br> ~~gone~~ <em>so</em> <i> </i> </b> `f(a.` B)` Hide Comments".split(),
            "[a link. It goes on](http://x.y 'title')", "  ", "*two words*", "**One. Two.**",
            "<code>f(a). Be</code>", '<span translate=no>Roger. Stone</span>', "over  \nbroken", "\x0b",
        ]
    ),
    min_size=2,
    max_size=14,
).map(" ".join)  # fmt: skip
BLOCKS = {
    "a.md": st.one_of(WORDS, WORDS.map("# {}".format), WORDS.map("- {}".format), WORDS.map("| a | b |\n| --- | --- |\n| {} | c |".format)),
    "a.html": st.one_of(WORDS.map("<p>{}</p>".format), WORDS.map("<li>{}<ul><li>x y</ul>".format), WORDS.map('<img alt="{}">'.format), WORDS.map('<p>one <a title="the title" href=x>{}</a> <b><i>two</b></i>.</p>'.format), WORDS),
    "a.txt": st.one_of(WORDS, st.just("Hide Comments"), WORDS.map("\n".join)),
}  # fmt: skip
FRONT = st.sampled_from(["", "---\ntitle: The mayor\nlang: en\nprovenance: old\n---\n\n"])


@pytest.mark.parametrize("name", BLOCKS)
@pytest.mark.parametrize(
    "count", [60, pytest.param(1000, marks=pytest.mark.slow)], ids=["few", "many"]
)
@pytest.mark.parametrize("keep", [False, True], ids=["", "keep"])
def test_every_generated_story_is_rebuilt(name: str, count: int, keep: bool) -> None:
    @settings(max_examples=count, deadline=None, suppress_health_check=list(HealthCheck))
    @given(
        FRONT,
        st.lists(BLOCKS[name], min_size=1, max_size=6),
        st.sampled_from(["utf-8", "utf-16", "cp1252"]),
        st.sampled_from(["\n", "\r\n"]),
    )
    def check(front: str, blocks: list[str], encoding: str, newline: str) -> None:
        text = (front * (name == "a.md") + "\n\n".join(blocks)).replace("\n", newline)
        raw = text.encode(encoding, errors="replace")
        try:
            article = read(name, raw)
        except InputError:
            return
        is_rebuilt(pair_for(article, TURNING, keep_boilerplate=keep), article)

    check()


def test_a_set_line_break_keeps_the_line_ends_of_its_file() -> None:
    article = read("a.md", b"The mayor of the city left  \r\nand the council was in the house")
    pair = pair_for(article, TURNING)
    assert b"\n" not in pair.target[1].replace(b"\r\n", b"")
    is_rebuilt(pair, article)


RAW = "# The mayor left\n\nRead [the report](x) of `make demo` now. He **left. And** came back.\n"


def test_a_persons_words_are_in_the_edition_and_their_codes_in_place() -> None:
    article = read("a.md", RAW.encode())
    review = read_review("a.po", pair_for(article, TURNING, keep_boilerplate=True).review[1])
    review = set_target(review, "u2.1", "Lea ya <2>make demo</2>, <1>el *informe*</1>.", "Ana")
    review = set_target(review, "u2.2", "Se <3>fue.", "Ana")
    review = set_target(review, "u2.3", "Y</3> volvió.", "Ana")
    edition = edition_of(review, article, "a.po")[1].decode()
    assert edition.endswith("Lea ya `make demo`, [el \\*informe\\*](x). Se **fue. Y** volvió.\n")


def test_every_broken_entry_is_named_with_its_line() -> None:
    article = read("a.md", RAW.encode())
    data = pair_for(article, TURNING, keep_boilerplate=True).review[1]
    review = set_target(read_review("a.po", data), "u2.1", "Lea <1>esto</1>.", "Ana")
    review = set_target(review, "u1.1", " ", "Ana")
    with pytest.raises(BrokenEntries) as caught:
        edition_of(review, article, "a.po")
    lines = data.decode().splitlines()
    first, second = map(str, caught.value.problems)
    assert first.startswith("a.po, line ")
    assert "entry u1.1: it has no translation" in first
    assert "entry u2.1: <2>make demo</2> of the source is missing" in second
    at = int(second.split("line ")[1].split(",")[0])
    entry = lines[at - 1 : lines.index("", at)]  # to the blank line after it
    assert any("u2.1" in line for line in entry)


@pytest.mark.parametrize(
    ("before", "after"),
    [("now", "today"), ("He **left. And**", "He left. **And**"), ("\n\nRead", "\n\nNew.\n\nRead"), (" And** came back.", "**")],
)  # fmt: skip
def test_a_story_that_changed_is_told_of(before: str, after: str) -> None:
    article = read("a.md", RAW.encode())
    review = read_review("a.po", pair_for(article, TURNING, keep_boilerplate=True).review[1])
    assert RAW.replace(before, after) != RAW
    with pytest.raises(StaleError, match=r"update a\.md"):
        edition_of(review, read("a.md", RAW.replace(before, after).encode()), "a.po")
