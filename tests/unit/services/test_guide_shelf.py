"""Guides of the library and of one's own: found, pinned, offered."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from ldcoach.domain.conversations import Conversation, KeptGuide
from ldcoach.domain.guides import Guide, guide_from_dict
from ldcoach.domain.ids import ConversationId, PersonId
from ldcoach.domain.kinds import ConversationStatus
from ldcoach.errors import NotFound, UnfitInput
from ldcoach.library import FileLibrary
from ldcoach.paths import resources
from ldcoach.services.desk import Desk
from ldcoach.services.guide_shelf import GuideShelf
from ldcoach.services.notes import Notes
from ldcoach.services.pen import Pen
from ldcoach.services.talks import Talks
from ldcoach.services.topics import Topics
from tests.fakes import FixedClock


@pytest.fixture
def own(desk: Desk) -> str:
    """An own guide, kept: GROW under another name."""
    key = desk.own_guides.copy("grow", "Our GROW").created
    desk.own_guides.keep(key)
    return key


def planned(desk: Desk, person: PersonId, clock: FixedClock, guide_key: str) -> ConversationId:
    return ConversationId(desk.talks.plan(person, clock.now(), guide_key=guide_key).created)


def test_own_guides_are_offered_among_the_others(desk: Desk, own: str) -> None:
    guides = desk.guides.guides()
    assert len(guides) == 20
    names = [guide.name for guide in guides]
    assert names == sorted(names, key=str.casefold)
    assert desk.guides.guide(own).name == "Our GROW"
    assert [guide.key for guide in desk.talks.guides()] == [guide.key for guide in guides]


def test_a_draft_is_on_the_shelf_but_not_offered(desk: Desk) -> None:
    key = desk.own_guides.copy("sbi", "Ours").created
    assert key not in {guide.key for guide in desk.guides.guides()}
    line = desk.guides.line(key)
    assert (line.own, line.kept, line.changing) == (True, False, True)
    with pytest.raises(NotFound):
        desk.guides.guide(key)


def test_the_shelf_says_what_guides_draw_on_and_choices_lead_to(desk: Desk, own: str) -> None:
    assert [reference.key for reference in desk.guides.line("coin").references] == ["S-COIN", "S-COINBOOK"]
    assert desk.guides.line(own).references == desk.guides.line("grow").references
    assert {offer.guide for choice in desk.guides.choices() for offer in choice.offers} == {
        line.guide.key for line in desk.guides.lines() if not line.own
    }
    with pytest.raises(NotFound):
        desk.guides.line("own-gone")


def test_a_1_2_1_with_an_own_guide_stays_with_its_version(
    desk: Desk, mairi: PersonId, clock: FixedClock, own: str
) -> None:
    talk = planned(desk, mairi, clock, own)
    before = desk.talks.view(talk).guide
    desk.own_guides.write(replace(desk.own_guides.opened(own), name="Our newer GROW"))
    desk.own_guides.keep(own)
    assert desk.talks.view(talk).guide == before
    assert desk.guides.guide(own).name == "Our newer GROW"
    assert [row.version for row in desk.context.record.every(KeptGuide, key=own)] == [1, 2]
    desk.talks.close(talk, next_at=clock.now())
    (ahead,) = desk.talks.upcoming()
    assert ahead.guide_name == "Our newer GROW"


def test_a_pinned_version_is_read_after_a_newer_one_ships(
    desk: Desk, mairi: PersonId, clock: FixedClock, tmp_path: Path
) -> None:
    talk = planned(desk, mairi, clock, "feedforward")
    before = desk.talks.view(talk).guide
    newer = shipped_anew(desk, tmp_path, "Feedforward, second edition")
    assert newer.talks.view(talk).guide == before
    assert newer.guides.guide("feedforward").version == 2
    again = ConversationId(newer.talks.plan(mairi, clock.now(), guide_key="feedforward").created)
    assert newer.talks.view(again).guide.name == "Feedforward, second edition"
    assert newer.talks.view(talk).guide == before


def shipped_anew(desk: Desk, tmp_path: Path, name: str) -> Desk:
    """Return the desk over a library in which feedforward has a second version and no first one."""
    folder = tmp_path / "resources"
    shutil.copytree(resources(), folder, ignore=shutil.ignore_patterns("fonts", "icons", "i18n", "sample"))
    file = folder / "guides" / "feedforward.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace("version = 1", "version = 2").replace('name = "Feedforward"', f'name = "{name}"'), "utf-8"
    )
    context = replace(desk.context, library=FileLibrary(folder))
    shelf, pen = GuideShelf(context), Pen(context)
    talks = Talks(context, pen, Notes(context, pen), Topics(context, pen), shelf)
    return replace(desk, context=context, guides=shelf, talks=talks)


def test_what_is_kept_never_changes(desk: Desk, mairi: PersonId, clock: FixedClock, own: str) -> None:
    planned(desk, mairi, clock, own)
    first = desk.context.record.every(KeptGuide, key=own)
    for number in range(3):
        desk.own_guides.write(replace(desk.own_guides.opened(own), name=f"Name {number}"))
        desk.own_guides.keep(own)
    kept = desk.context.record.every(KeptGuide, key=own)
    assert kept[0] == first[0]
    assert [guide_from_dict(row.body).name for row in kept] == ["Our GROW", "Name 2"]


def test_a_1_2_1_begins_at_once_with_a_guide(desk: Desk, mairi: PersonId, clock: FixedClock) -> None:
    begun = desk.at_once.begin(mairi, "aid").created
    talk = desk.context.record.get(Conversation, begun)
    assert (talk.guide_key, talk.started_at, talk.planned_for) == ("aid", clock.now(), clock.now())
    with pytest.raises(NotFound):
        desk.at_once.begin(PersonId("nobody"), "aid")
    with pytest.raises(NotFound):
        desk.at_once.begin(mairi, "gone")
    assert desk.context.record.count(Conversation) == 1


def test_the_1_2_1_planned_for_today_is_the_one_that_begins(
    desk: Desk, mairi: PersonId, clock: FixedClock, talk: ConversationId
) -> None:
    assert desk.at_once.begin(mairi, "coin").created == talk
    begun = desk.context.record.get(Conversation, talk)
    assert (begun.guide_key, begun.started_at, begun.status) == ("coin", clock.now(), ConversationStatus.PLANNED)
    second = desk.at_once.begin(mairi, "coin").created
    assert second != talk


def test_an_own_guide_put_away_is_not_offered_and_comes_back(
    desk: Desk, mairi: PersonId, clock: FixedClock, own: str
) -> None:
    talk = planned(desk, mairi, clock, own)
    desk.own_guides.put_away(own)
    assert own not in {guide.key for guide in desk.guides.guides()}
    assert desk.guides.line(own).put_away
    assert desk.talks.view(talk).guide.key == own
    desk.own_guides.bring_back(own)
    assert own in {guide.key for guide in desk.guides.guides()}
    for act in (desk.own_guides.put_away, desk.own_guides.bring_back, desk.own_guides.remove):
        with pytest.raises(NotFound, match="not one of your own"):
            act("weekly")


def test_only_an_unused_guide_can_be_deleted(desk: Desk, mairi: PersonId, clock: FixedClock, own: str) -> None:
    planned(desk, mairi, clock, own)
    with pytest.raises(UnfitInput, match="put it away"):
        desk.own_guides.remove(own)
    assert desk.guides.line(own).used
    other = desk.own_guides.copy("sbi", "Short").created
    desk.own_guides.keep(other)
    desk.own_guides.write(replace(desk.own_guides.opened(other), name="Shorter"))
    desk.own_guides.put_away(other)
    desk.own_guides.remove(other)
    assert desk.context.record.every(KeptGuide, key=other) == []
    assert desk.guides.kept.drafts() == {}
    assert desk.guides.kept.put_away() == frozenset()


def test_a_guide_keeps_its_words_through_the_record(desk: Desk, own: str) -> None:
    guide: Guide = desk.guides.guide(own)
    assert guide == replace(desk.guides.guide("grow"), key=own, name="Our GROW", based_on="grow")
