"""Where the gallery goes in a record, and with whom."""

from __future__ import annotations

from collections.abc import Collection

from ldcoach.domain.ids import PersonId
from ldcoach.services.desk import Desk
from ldcoach.services.views import Upcoming
from ldcoach.ui.go import Go, Place
from tests.gallery.gaps import half_asked, with_path

QUERY = "hand-over"
_ABOUT_A_PERSON = (
    Place.PERSON,
    Place.SUMMARY,
    Place.WRITE_FEEDBACK,
    Place.ACCESS,
    Place.HANDOVER,
    Place.ERASE,
)
_ABOUT_A_GAP = (Place.DIAGNOSIS, Place.GAP, Place.BRIEF)
_ABOUT_A_TALK = (Place.PREPARE, Place.TALK, Place.CLOSE)


def goes(desk: Desk, places: Collection[Place]) -> list[Go]:
    """Return one wish for each place that can be shown with what the record holds, in the order of a day."""
    talk = _talk(desk)
    found = []
    for place in (one for one in Place if one in places):
        if place in _ABOUT_A_TALK:
            found += [Go(place, talk.person_id, talk.conversation_id)] if talk else []
        elif place in _ABOUT_A_GAP:
            found += [_gap(desk, place, talk.person_id)] if talk else []
        elif place is Place.GOAL:
            found += _goal(desk, talk)
        elif place in _ABOUT_A_PERSON:
            found += [Go(place, talk.person_id)] if talk else []
        elif place is Place.GUIDE:
            found.append(Go(place, item_id="grow"))
        elif place is Place.WRITE_GUIDE:
            found.append(Go(place, item_id=_own_guide(desk)))
        else:
            found.append(Go(place))
    return found


def guides(desk: Desk) -> list[Go]:
    """Return one wish for each guide that comes with the program, by name."""
    return [Go(Place.GUIDE, item_id=line.guide.key) for line in desk.guides.lines() if not line.own]


def _own_guide(desk: Desk) -> str:
    """Return the key of an own guide; a copy is begun if there is none."""
    own = [line.guide.key for line in desk.guides.lines() if line.own]
    return own[0] if own else desk.own_guides.copy("weekly", "Weekly check-in, my own").created


def _talk(desk: Desk) -> Upcoming | None:
    """Return the next 1-2-1 of somebody whose goal is tied to an outcome, else the next."""
    planned = desk.talks.upcoming()
    linked = {line.person_id for line in desk.goals.lines() if line.outcome_name}
    return next((one for one in planned if one.person_id in linked), planned[0] if planned else None)


def _gap(desk: Desk, place: Place, person_id: PersonId) -> Go:
    """Return a gap in the middle of its questions, or one with its path, for somebody."""
    if place is Place.DIAGNOSIS:
        return Go(place, person_id, f"{half_asked(desk, person_id)}#N5")
    return Go(place, person_id, with_path(desk, person_id))


def _goal(desk: Desk, talk: Upcoming | None) -> list[Go]:
    """Return the goal that hangs on most, if there is any."""
    lines = sorted(
        desk.goals.lines(), key=lambda line: (not line.outcome_name, talk and line.person_id != talk.person_id)
    )
    return [Go(Place.GOAL, lines[0].person_id, lines[0].goal_id)] if lines else []
