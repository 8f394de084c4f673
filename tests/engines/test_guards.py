"""What engines are known to spoil is noticed, tried again in other ways, and reported."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dictionary import Dictionary

from bilingua.checks.whole import faults, is_shortened
from bilingua.engines.base import Decoding, Direction, Rendering
from bilingua.engines.capitals import recase_all
from bilingua.engines.guards import split_long, translate_guarded
from bilingua.engines.routes import find_routes

EN_ES = Direction("en", "es")


def test_an_engine_that_copies_is_replaced_by_the_next_route() -> None:
    lazy = Dictionary("lazy", 0.5, "en-es", {})
    text = "The man of the house and the dog"
    good = Dictionary("good", 1.0, "en-es", dict(zip(text.split(), "El hombre de la casa y el perro".split(), strict=False)))  # fmt: skip
    routes = find_routes((lazy, good), EN_ES)
    guarded = translate_guarded(routes, recase_all([text]), Decoding())[0]
    assert str(guarded.route) == "good en→es"
    assert guarded.findings == ()
    alone = translate_guarded(routes[:1], recase_all([text]), Decoding())[0]
    assert [finding.rule for finding in alone.findings] == ["untranslated"]


def test_loops_and_lost_text_are_noticed() -> None:
    source = "The crisis made the city cut services for its poorest residents this year."
    loop = "La crisis cada vez más, cada vez más, cada vez más, cada vez más pobre."
    assert [f.rule for f in faults(source, loop, "en", "es")] == ["repetition"]
    assert [f.rule for f in faults(source, "La crisis.", "en", "es")] == ["omission"]
    assert (
        faults(source, "La crisis hizo que la ciudad recortara servicios este año.", "en", "es")
        == ()
    )
    assert not is_shortened("Miami", "Miami")


def test_long_segments_are_cut_at_clauses_and_lose_nothing() -> None:
    text = ", and ".join(["the mayor spoke to the council about the budget again"] * 25)
    parts = split_long(text)
    assert len(parts) > 1
    assert " ".join(parts) == text
    assert all(len(part.split()) <= 100 for part in parts)


WORDS = {
    "Prices": "Precios", "rose": "subieron", "in": "en", "every": "cada", "corner": "esquina",
    "but": "pero", "wages": "sueldos", "stayed": "siguieron", "low,": "bajos,", "and": "y",
}  # fmt: skip


LOOP = "cada vez más " * 5


class Stammering(Dictionary):
    """Loops on anything of more than `patience` words; its first `bad` hypotheses do."""

    def __init__(self, patience: int, bad: int) -> None:
        super().__init__("stammering", 1.0, "en-es", WORDS)
        self.patience, self.bad = patience, bad
        self.asked: list[tuple[int, int]] = []

    def translate(
        self, direction: Direction, segments: Sequence[str], decoding: Decoding
    ) -> list[Rendering]:
        self.asked.append((len(segments), decoding.alternatives))
        return [self._hypotheses(segment, decoding.alternatives + 1) for segment in segments]

    def _hypotheses(self, segment: str, count: int) -> Rendering:
        good = self._render(segment)
        bad = self.bad if len(segment.split()) > self.patience else 0
        first, *others = [LOOP if i < bad else good.text for i in range(count)]
        return replace(good, text=first, alternatives=tuple(others))


def test_a_loop_is_answered_by_the_next_hypothesis() -> None:
    engine = Stammering(patience=2, bad=1)
    text = "Prices rose in every corner"
    guarded = translate_guarded(
        find_routes((engine,), EN_ES), recase_all([text, "Fine"]), Decoding()
    )
    assert [g.rendering.text for g in guarded] == ["Precios subieron en cada esquina", "Fine"]
    assert all(g.findings == () for g in guarded)
    assert engine.asked == [(2, 0), (1, 3)]  # only the weak segment is asked for again


def test_a_loop_in_all_hypotheses_is_cut_into_clauses() -> None:
    engine = Stammering(patience=10, bad=9)
    text = "Prices rose in every corner, but wages stayed low, and prices rose in every corner"
    guarded = translate_guarded(find_routes((engine,), EN_ES), recase_all([text]), Decoding())[0]
    assert guarded.rendering.text == (
        "Precios subieron en cada corner, pero sueldos siguieron bajos, y prices subieron en cada esquina"
    )
    assert guarded.findings == ()


def test_what_stays_bad_is_a_finding() -> None:
    guarded = translate_guarded(
        find_routes((Stammering(patience=2, bad=9),), EN_ES),
        recase_all(["Not one clause to cut here"]),
        Decoding(),
    )[0]
    assert [finding.rule for finding in guarded.findings] == ["repetition"]


def test_invented_text_is_noticed() -> None:
    invented = "El alcalde dijo que la ciudad no tiene dinero para pagar las escuelas este año."
    assert [f.rule for f in faults("Mayor", invented, "en", "es")] == ["addition"]
    assert faults("Mayor", "Alcalde", "en", "es") == ()


def test_a_sure_rendering_is_preferred_to_one_that_cannot_say() -> None:
    class Mute(Dictionary):
        scored = False

        def _render(self, segment: str) -> Rendering:
            return replace(super()._render(segment), score=None)

    class Wavering(Dictionary):
        def _render(self, segment: str) -> Rendering:
            return replace(super()._render(segment), score=-0.1 if "Good" in segment else -0.4)

    words = {"Good": "Buenos", "Bad": "Malos", "day.": "días."}
    mute = Mute("mute", 1.0, "en-es", words)
    peer = Wavering("peer", 1.5, "en-es", words)
    segments = recase_all(["Good day.", "Bad day."])
    both = translate_guarded(find_routes((mute, peer), EN_ES), segments, Decoding())
    assert [str(guarded.route) for guarded in both] == ["peer en→es", "mute en→es"]
    far = Wavering("far", 3.0, "en-es", words)
    alone = translate_guarded(find_routes((mute, far), EN_ES), segments, Decoding())
    assert {str(guarded.route) for guarded in alone} == {"mute en→es"}


def test_a_sure_rendering_that_misspells_a_name_is_not_preferred() -> None:
    class Mute(Dictionary):
        scored = False

        def _render(self, segment: str) -> Rendering:
            return replace(super()._render(segment), score=None)

    mute = Mute("mute", 1.0, "en-es", {"is": "está"})
    sure = Dictionary("sure", 1.5, "en-es", {"is": "está", "Gross": "Grosss"})
    routes = find_routes((mute, sure), EN_ES)
    texts = [
        guarded.rendering.text
        for guarded in translate_guarded(routes, recase_all(["Gross is in"]), Decoding())
    ]
    assert texts == ["Gross está in"]
