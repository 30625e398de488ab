"""Everything a manager can do with one open record, in one place."""

from __future__ import annotations

from dataclasses import dataclass

from ldcoach.services.answers import Answers
from ldcoach.services.around_goal import AroundGoal
from ldcoach.services.at_once import AtOnce
from ldcoach.services.briefs import Briefs
from ldcoach.services.calendars import Calendars
from ldcoach.services.capture import Capture
from ldcoach.services.coach import Coach
from ldcoach.services.context import Context
from ldcoach.services.delivery import Delivery
from ldcoach.services.feedback_book import FeedbackBook
from ldcoach.services.feedback_skills import FeedbackSkills
from ldcoach.services.finding import Finding
from ldcoach.services.follow_up import FollowUps
from ldcoach.services.forms import Forms
from ldcoach.services.gap_book import GapBook
from ldcoach.services.goal_book import GoalBook
from ldcoach.services.goal_coach import GoalCoach
from ldcoach.services.guide_shelf import GuideShelf
from ldcoach.services.insights import Insights
from ldcoach.services.keeping import Keeping
from ldcoach.services.learning import LearningBook
from ldcoach.services.loose_ends import LooseEnds
from ldcoach.services.notes import Notes
from ldcoach.services.origins import Origins
from ldcoach.services.own_guides import OwnGuides
from ldcoach.services.path_book import PathBook
from ldcoach.services.pen import Pen
from ldcoach.services.people import People
from ldcoach.services.plans import Plans
from ldcoach.services.ports import DocumentWriter
from ldcoach.services.ports.travel import Travel
from ldcoach.services.preparation import Preparation
from ldcoach.services.promises import Promises
from ldcoach.services.readings import Readings
from ldcoach.services.receipts import Receipts
from ldcoach.services.reflections import Reflections
from ldcoach.services.reminders import Reminders
from ldcoach.services.reviews import Reviews
from ldcoach.services.skills import Skills
from ldcoach.services.summaries import Summaries
from ldcoach.services.talks import Talks
from ldcoach.services.today import Today
from ldcoach.services.topics import Topics


@dataclass(frozen=True, slots=True)
class Desk:
    """The services of one open record."""

    context: Context
    today: Today
    people: People
    talks: Talks
    guides: GuideShelf
    own_guides: OwnGuides
    at_once: AtOnce
    preparation: Preparation
    notes: Notes
    topics: Topics
    promises: Promises
    reflections: Reflections
    reminders: Reminders
    feedback: FeedbackBook
    capture: Capture
    delivery: Delivery
    reviews: Reviews
    coach: Coach
    goals: GoalBook
    gaps: GapBook
    path: PathBook
    briefs: Briefs
    summaries: Summaries
    answers: Answers
    forms: Forms
    calendars: Calendars
    follow_ups: FollowUps
    finding: Finding
    keeping: Keeping
    insights: Insights
    readings: Readings
    learning: LearningBook
    plans: Plans
    around: AroundGoal
    goal_coach: GoalCoach
    loose_ends: LooseEnds
    origins: Origins
    skills: Skills
    feedback_skills: FeedbackSkills

    @classmethod
    def lay_out(cls, context: Context, writer: DocumentWriter, travel: Travel) -> Desk:
        """Build the services around an open record."""
        pen = Pen(context)
        notes, topics = Notes(context, pen), Topics(context, pen)
        guides = GuideShelf(context)
        talks = Talks(context, pen, notes, topics, guides)
        goals, keeping = GoalBook(context, pen), Keeping(context)
        receipts = Receipts(context, travel.files)
        summaries = Summaries(context, pen, goals, keeping, writer, travel, receipts)
        reviews = Reviews(context)
        book = FeedbackBook(context, pen, reviews)
        around = AroundGoal(context, pen)
        skills = Skills(context, pen, keeping)
        return cls(
            context=context,
            today=Today(context),
            people=People(context, pen),
            talks=talks,
            guides=guides,
            own_guides=OwnGuides(context, pen, guides),
            at_once=AtOnce(context, talks),
            preparation=Preparation(context, talks, notes),
            notes=notes,
            topics=topics,
            promises=Promises(context, pen),
            reflections=Reflections(context, pen),
            reminders=Reminders(context),
            feedback=book,
            capture=Capture(context, book),
            delivery=Delivery(context, pen, book),
            reviews=reviews,
            coach=Coach(context),
            goals=goals,
            gaps=GapBook(context, pen),
            path=PathBook(context, pen),
            briefs=Briefs(context, keeping, writer, pen, receipts),
            summaries=summaries,
            answers=Answers(context, pen, travel),
            forms=Forms(context, pen, travel, receipts),
            calendars=Calendars(context, guides, keeping, travel, receipts),
            follow_ups=FollowUps(context, keeping, writer, travel, receipts),
            finding=Finding(context),
            keeping=keeping,
            insights=Insights(context),
            readings=Readings(context, pen),
            learning=LearningBook(context, pen, goals),
            plans=Plans(context, pen),
            around=around,
            goal_coach=GoalCoach(context, around),
            loose_ends=LooseEnds(context),
            origins=Origins(context.record),
            skills=skills,
            feedback_skills=FeedbackSkills(context, skills),
        )
