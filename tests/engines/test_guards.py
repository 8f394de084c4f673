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
        return replace(good, text=first, alternatives=tuple(map(Rendering, others)))


def test_a_loop_is_answered_by_the_next_hypothesis() -> None:
    text = "Prices rose in every corner"
    for beam, asked in (
        (4, [(2, 3)]),
        (1, [(2, 0), (1, 3)]),  # only the weak segment is asked for again
    ):
        engine = Stammering(patience=2, bad=1)
        guarded = translate_guarded(
            find_routes((engine,), EN_ES), recase_all([text, "Fine"]), Decoding(beam=beam)
        )
        assert [g.rendering.text for g in guarded] == ["Precios subieron en cada esquina", "Fine"]
        assert all(g.findings == () for g in guarded)
        assert engine.asked == asked


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


class Many(Dictionary):
    """Has further hypotheses, as a beam search has."""

    more: tuple[str, ...] = ()

    def translate(
        self, direction: Direction, segments: Sequence[str], decoding: Decoding
    ) -> list[Rendering]:
        rendered = super().translate(direction, segments, decoding)
        more = tuple(map(Rendering, self.more[: decoding.alternatives]))
        return [replace(one, alternatives=more) for one in rendered]


def test_of_two_routes_of_one_worth_what_most_hypotheses_say_is_taken() -> None:
    odd = Dictionary("odd", 1.0, "en-es", {"The": "Una", "board": "tabla", "met": "encontró"})
    peer = Many("peer", 1.5, "en-es", {"The": "La", "board": "junta", "met": "se reúne"})
    peer.more = ("La junta se reunió", "La junta se reunía", "La junta se reunió hoy")
    routes = find_routes((odd, peer), EN_ES)
    guarded = translate_guarded(routes, recase_all(["The board met"]), Decoding())[0]
    assert guarded.rendering.text == "La junta se reunió"
    assert str(guarded.route) == "peer en→es"


def test_a_route_that_is_much_worse_has_no_say() -> None:
    good = Dictionary("good", 1.0, "en-es", {"The": "La", "board": "junta"})
    far = Many("far", 3.0, "en-es", {"The": "El", "board": "tablero"})
    far.more = ("El tablero",) * 3
    routes = find_routes((good, far), EN_ES)
    guarded = translate_guarded(routes, recase_all(["The board"]), Decoding())[0]
    assert guarded.rendering.text == "La junta"


def test_what_most_say_is_not_taken_where_it_misspells_a_name() -> None:
    mute = Dictionary("mute", 1.0, "en-es", {"Then": "Luego", "is": "está"})
    many = Many("many", 1.5, "en-es", {"Then": "Luego", "is": "está", "Gross": "Grosss"})
    many.more = ("Luego Grosss está en",) * 3
    routes = find_routes((mute, many), EN_ES)
    texts = [
        guarded.rendering.text
        for guarded in translate_guarded(routes, recase_all(["Then Gross is in"]), Decoding())
    ]
    assert texts == ["Luego Gross está in"]


def test_a_hypothesis_of_real_words_is_preferred_to_one_with_an_invented_word() -> None:
    alone = Many("alone", 1.0, "en-es", {"Rafts": "Flimsivas", "sank": "hundieronse"})
    alone.more = ("Balsas hundieronse", "Balsas se hundieron", "Barcas se hundieron")
    guarded = translate_guarded(
        find_routes((alone,), EN_ES), recase_all(["Rafts sank"]), Decoding()
    )
    assert [g.rendering.text for g in guarded] == ["Balsas se hundieron"]


def test_no_name_or_figure_is_given_up_to_spare_an_invented_word() -> None:
    alone = Many("alone", 1.0, "en-es", {"Then": "Luego", "sank": "hundierónimo"})
    alone.more = ("Luego Groß 12 se hundió", "Luego Gross se hundió")
    text = "Then Gross 12 sank"
    guarded = translate_guarded(find_routes((alone,), EN_ES), recase_all([text]), Decoding())
    assert [g.rendering.text for g in guarded] == ["Luego Gross 12 hundierónimo"]


def test_of_two_routes_what_most_say_is_taken_without_its_invented_word() -> None:
    odd = Dictionary("odd", 1.0, "en-es", {"The": "La", "raft": "balsa", "sank": "zozobró"})
    peer = Many("peer", 1.5, "en-es", {"The": "La", "raft": "raftsiva", "sank": "se hundió"})
    peer.more = ("La raftsiva se hundió", "La balsa se hundió", "La raftsiva se hundía")
    guarded = translate_guarded(
        find_routes((odd, peer), EN_ES), recase_all(["The raft sank"]), Decoding()
    )
    assert [g.rendering.text for g in guarded] == ["La balsa se hundió"]


def test_what_the_first_route_visibly_spoils_is_settled_with_the_next() -> None:
    # The word that opens the sentence was left; that it has a capital makes no name of it.
    said = {"meet": "se reúnen", "on": "el", "Tuesday": "martes"}
    first = Dictionary("first", 0.5, "en-es", said)
    second = Dictionary("second", 2.0, "en-es", {**said, "Delegations": "Delegaciones"})
    third = Dictionary("third", 2.1, "en-es", {**said, "Delegations": "Delegaciones"})
    routes = find_routes((first, second, third), EN_ES)
    text = "Delegations meet on Tuesday"
    (spoiled,) = translate_guarded(routes[:1], recase_all([text]), Decoding())
    assert spoiled.rendering.text.startswith("Delegations")
    (settled,) = translate_guarded(routes, recase_all([text]), Decoding())
    assert settled.rendering.text == "Delegaciones se reúnen el martes"


def test_what_the_first_route_says_well_is_nobody_elses_affair() -> None:
    class Busy(Dictionary):
        asked = 0

        def translate(
            self, direction: Direction, segments: Sequence[str], decoding: Decoding
        ) -> list[Rendering]:
            self.asked += len(segments)
            return super().translate(direction, segments, decoding)

    words = {"Delegations": "Delegaciones", "meet": "se reúnen"}
    first, second = Dictionary("first", 0.5, "en-es", words), Busy("second", 2.0, "en-es", words)
    translate_guarded(
        find_routes((first, second), EN_ES), recase_all(["Delegations meet"]), Decoding()
    )
    assert second.asked == 0
