<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
  <context>
    <name>AccessPage</name>
    <message numerus="yes">
      <source>%n item(s) leave.</source>
      <translation>
        <numerusform>%n item leaves.</numerusform>
        <numerusform>%n items leave.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n stay(s) out.</source>
      <translation>
        <numerusform>%n stays out.</numerusform>
        <numerusform>%n stay out.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n text(s) about other people hold the same first name.</source>
      <translation>
        <numerusform>%n text about other people holds the same first name.</numerusform>
        <numerusform>%n texts about other people hold the same first name.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>AgendaRow</name>
    <message numerus="yes">
      <source>%n minute(s)</source>
      <translation>
        <numerusform>%n minute</numerusform>
        <numerusform>%n minutes</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>AnswerActs</name>
    <message numerus="yes">
      <source>%n answer(s) taken over from {name}.</source>
      <translation>
        <numerusform>%n answer taken over from {name}.</numerusform>
        <numerusform>%n answers taken over from {name}.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>BackupListCard</name>
    <message numerus="yes">
      <source>And %n older one(s) in the same folder.</source>
      <translation>
        <numerusform>And %n older one in the same folder.</numerusform>
        <numerusform>And %n older ones in the same folder.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>BackupsCard</name>
    <message numerus="yes">
      <source>%n older one(s) that nothing needs any more went.</source>
      <translation>
        <numerusform>%n older one that nothing needs any more went.</numerusform>
        <numerusform>%n older ones that nothing needs any more went.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>CalendarActs</name>
    <message numerus="yes">
      <source>{how_many} planned 1-2-1(s) stand as in the calendar.</source>
      <translation>
        <numerusform>{how_many} planned 1-2-1 stands as in the calendar.</numerusform>
        <numerusform>{how_many} planned 1-2-1s stand as in the calendar.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>CalendarInCard</name>
    <message numerus="yes">
      <source>%n other meeting(s) are left alone.</source>
      <translation>
        <numerusform>%n other meeting is left alone.</numerusform>
        <numerusform>%n other meetings are left alone.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n time(s)</source>
      <translation>
        <numerusform>%n time</numerusform>
        <numerusform>%n times</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Plan {how_many} as 1-2-1(s)</source>
      <translation>
        <numerusform>Plan {how_many} as a 1-2-1</numerusform>
        <numerusform>Plan {how_many} as 1-2-1s</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>CoachRail</name>
    <message numerus="yes">
      <source>%n question(s)</source>
      <translation>
        <numerusform>%n question</numerusform>
        <numerusform>%n questions</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>CodeStep</name>
    <message numerus="yes">
      <source>%n group(s) to go</source>
      <translation>
        <numerusform>%n group to go</numerusform>
        <numerusform>%n groups to go</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>CompletionsPreview</name>
    <message numerus="yes">
      <source>%n here already</source>
      <translation>
        <numerusform>%n here already</numerusform>
        <numerusform>%n here already</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n line(s) not taken</source>
      <translation>
        <numerusform>%n line not taken</numerusform>
        <numerusform>%n lines not taken</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n new</source>
      <translation>
        <numerusform>%n new</numerusform>
        <numerusform>%n new</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n of people who are not on your team</source>
      <translation>
        <numerusform>%n of people who are not on your team</numerusform>
        <numerusform>%n of people who are not on your team</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Add %n to their learning</source>
      <translation>
        <numerusform>Add %n to their learning</numerusform>
        <numerusform>Add %n to their learning</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>CountLine</name>
    <message numerus="yes">
      <source>%n always stay</source>
      <translation>
        <numerusform>%n always stay</numerusform>
        <numerusform>%n always stay</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n always stays</source>
      <translation>
        <numerusform>%n always stays</numerusform>
        <numerusform>%n always stays</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n leave</source>
      <translation>
        <numerusform>%n leave</numerusform>
        <numerusform>%n leave</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n leaves</source>
      <translation>
        <numerusform>%n leaves</numerusform>
        <numerusform>%n leaves</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n stay by your choice</source>
      <translation>
        <numerusform>%n stay by your choice</numerusform>
        <numerusform>%n stay by your choice</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n stays by your choice</source>
      <translation>
        <numerusform>%n stays by your choice</numerusform>
        <numerusform>%n stays by your choice</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>EntriesNode</name>
    <message numerus="yes">
      <source>%n entries</source>
      <translation>
        <numerusform>1 entry</numerusform>
        <numerusform>%n entries</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>ErasePage</name>
    <message numerus="yes">
      <source>%n text(s) about other people hold the same first name and stay.</source>
      <translation>
        <numerusform>%n text about other people holds the same first name and stays.</numerusform>
        <numerusform>%n texts about other people hold the same first name and stay.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>FeedbackWords</name>
    <message numerus="yes">
      <source>%n day(s) have passed. Does it still serve?</source>
      <translation>
        <numerusform>%n day has passed. Does it still serve?</numerusform>
        <numerusform>%n days have passed. Does it still serve?</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n day(s) later</source>
      <translation>
        <numerusform>%n day later</numerusform>
        <numerusform>%n days later</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>GapWords</name>
    <message numerus="yes">
      <source>%n step(s)</source>
      <translation>
        <numerusform>%n step</numerusform>
        <numerusform>%n steps</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>GoalPage</name>
    <message numerus="yes">
      <source>%n gap(s) in the chain</source>
      <translation>
        <numerusform>%n gap in the chain</numerusform>
        <numerusform>%n gaps in the chain</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>GoalQuestions</name>
    <message numerus="yes">
      <source>%n more question(s)</source>
      <translation>
        <numerusform>%n more question</numerusform>
        <numerusform>%n more questions</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>GoalWords</name>
    <message numerus="yes">
      <source>%n reading(s)</source>
      <translation>
        <numerusform>%n reading</numerusform>
        <numerusform>%n readings</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>HandoverPage</name>
    <message numerus="yes">
      <source>%n item(s) leave.</source>
      <translation>
        <numerusform>%n item leaves.</numerusform>
        <numerusform>%n items leave.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>ItemsCard</name>
    <message numerus="yes">
      <source>%n draft</source>
      <translation>
        <numerusform>%n draft</numerusform>
        <numerusform>%n draft</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n drafts</source>
      <translation>
        <numerusform>%n drafts</numerusform>
        <numerusform>%n drafts</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n prep note</source>
      <translation>
        <numerusform>%n prep note</numerusform>
        <numerusform>%n prep note</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n prep notes</source>
      <translation>
        <numerusform>%n prep notes</numerusform>
        <numerusform>%n prep notes</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>KeptWords</name>
    <message numerus="yes">
      <source>1-2-1s not held, more than %n month(s) ago</source>
      <translation>
        <numerusform>1-2-1s not held, more than %n month ago</numerusform>
        <numerusform>1-2-1s not held, more than %n months ago</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Goals finished more than %n month(s) ago</source>
      <translation>
        <numerusform>Goals finished more than %n month ago</numerusform>
        <numerusform>Goals finished more than %n months ago</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>List of acts, more than %n month(s) ago</source>
      <translation>
        <numerusform>List of acts, more than %n month ago</numerusform>
        <numerusform>List of acts, more than %n months ago</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Prep notes of more than %n day(s) ago</source>
      <translation>
        <numerusform>Prep notes of more than %n day ago</numerusform>
        <numerusform>Prep notes of more than %n days ago</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Receipts of more than %n month(s) ago</source>
      <translation>
        <numerusform>Receipts of more than %n month ago</numerusform>
        <numerusform>Receipts of more than %n months ago</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Shared more than %n month(s) ago</source>
      <translation>
        <numerusform>Shared more than %n month ago</numerusform>
        <numerusform>Shared more than %n months ago</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Stay and skip-level 1-2-1s of more than %n month(s) ago</source>
      <translation>
        <numerusform>Stay and skip-level 1-2-1s of more than %n month ago</numerusform>
        <numerusform>Stay and skip-level 1-2-1s of more than %n months ago</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Summaries of more than %n month(s) ago</source>
      <translation>
        <numerusform>Summaries of more than %n month ago</numerusform>
        <numerusform>Summaries of more than %n months ago</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{how_many} entry(s)</source>
      <translation>
        <numerusform>{how_many} entry</numerusform>
        <numerusform>{how_many} entries</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{how_many} goal(s)</source>
      <translation>
        <numerusform>{how_many} goal</numerusform>
        <numerusform>{how_many} goals</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{how_many} kept summary(s)</source>
      <translation>
        <numerusform>{how_many} kept summary</numerusform>
        <numerusform>{how_many} kept summaries</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{how_many} old 1-2-1(s)</source>
      <translation>
        <numerusform>{how_many} old 1-2-1</numerusform>
        <numerusform>{how_many} old 1-2-1s</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{how_many} prep note(s)</source>
      <translation>
        <numerusform>{how_many} prep note</numerusform>
        <numerusform>{how_many} prep notes</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{how_many} receipt(s)</source>
      <translation>
        <numerusform>{how_many} receipt</numerusform>
        <numerusform>{how_many} receipts</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{how_many} text(s)</source>
      <translation>
        <numerusform>{how_many} text</numerusform>
        <numerusform>{how_many} texts</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>LibraryPage</name>
    <message numerus="yes">
      <source>%n guide(s) for a conversation</source>
      <translation>
        <numerusform>%n guide for a conversation</numerusform>
        <numerusform>%n guides for a conversation</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>ManyCard</name>
    <message numerus="yes">
      <source>%n file(s) saved, each with its receipt.</source>
      <translation>
        <numerusform>%n file saved, each with its receipt.</numerusform>
        <numerusform>%n files saved, each with its receipt.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Stopped. Saved before: %n file(s), each with its receipt.</source>
      <translation>
        <numerusform>Stopped. Saved before: %n file, each with its receipt.</numerusform>
        <numerusform>Stopped. Saved before: %n files, each with its receipt.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>PeoplePage</name>
    <message numerus="yes">
      <source>%n on your team</source>
      <translation>
        <numerusform>%n on your team</numerusform>
        <numerusform>%n on your team</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n people are on your team now.</source>
      <translation>
        <numerusform>%n person is on your team now.</numerusform>
        <numerusform>%n people are on your team now.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>PrepFormActs</name>
    <message numerus="yes">
      <source>%n answer(s) taken over from {name}.</source>
      <translation>
        <numerusform>%n answer taken over from {name}.</numerusform>
        <numerusform>%n answers taken over from {name}.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>PrepFormPreview</name>
    <message numerus="yes">
      <source>Take over %n answer(s)</source>
      <translation>
        <numerusform>Take over %n answer</numerusform>
        <numerusform>Take over %n answers</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>QuietTimer</name>
    <message numerus="yes">
      <source>%n min left</source>
      <translation>
        <numerusform>%n min left</numerusform>
        <numerusform>%n min left</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n minute(s) over</source>
      <translation>
        <numerusform>%n minute over</numerusform>
        <numerusform>%n minutes over</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>ReadingsPreview</name>
    <message numerus="yes">
      <source>%n here already</source>
      <translation>
        <numerusform>%n here already</numerusform>
        <numerusform>%n here already</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n line(s) not taken</source>
      <translation>
        <numerusform>%n line not taken</numerusform>
        <numerusform>%n lines not taken</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n new reading(s)</source>
      <translation>
        <numerusform>%n new reading</numerusform>
        <numerusform>%n new readings</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Add %n reading(s)</source>
      <translation>
        <numerusform>Add %n reading</numerusform>
        <numerusform>Add %n readings</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>RosterPreview</name>
    <message numerus="yes">
      <source>%n here already</source>
      <translation>
        <numerusform>%n here already</numerusform>
        <numerusform>%n here already</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n line(s) not taken</source>
      <translation>
        <numerusform>%n line not taken</numerusform>
        <numerusform>%n lines not taken</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n new</source>
      <translation>
        <numerusform>%n new</numerusform>
        <numerusform>%n new</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Add %n people</source>
      <translation>
        <numerusform>Add %n person</numerusform>
        <numerusform>Add %n people</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>SkillsCard</name>
    <message numerus="yes">
      <source>%n line(s) had no code or no name.</source>
      <translation>
        <numerusform>%n line had no code or no name.</numerusform>
        <numerusform>%n lines had no code or no name.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n skill(s) added.</source>
      <translation>
        <numerusform>%n skill added.</numerusform>
        <numerusform>%n skills added.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n skill(s) to choose from.</source>
      <translation>
        <numerusform>%n skill to choose from.</numerusform>
        <numerusform>%n skills to choose from.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>TakeOverPage</name>
    <message numerus="yes">
      <source>%n item(s) are new.</source>
      <translation>
        <numerusform>%n item is new.</numerusform>
        <numerusform>%n items are new.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>TalksPage</name>
    <message numerus="yes">
      <source>%n planned</source>
      <translation>
        <numerusform>%n planned</numerusform>
        <numerusform>%n planned</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>TodayPage</name>
    <message numerus="yes">
      <source>{how_many} planned 1-2-1(s) in the next seven days</source>
      <translation>
        <numerusform>{how_many} planned 1-2-1 in the next seven days</numerusform>
        <numerusform>{how_many} planned 1-2-1s in the next seven days</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{how_many} promise(s) of yours open</source>
      <translation>
        <numerusform>{how_many} promise of yours open</numerusform>
        <numerusform>{how_many} promises of yours open</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Tray</name>
    <message numerus="yes">
      <source>%n promise(s) of yours due.</source>
      <translation>
        <numerusform>%n promise of yours due.</numerusform>
        <numerusform>%n promises of yours due.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>UnlockPage</name>
    <message numerus="yes">
      <source>Try again in %n second(s)</source>
      <translation>
        <numerusform>Try again in %n second</numerusform>
        <numerusform>Try again in %n seconds</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>WriteGuidePage</name>
    <message numerus="yes">
      <source>Saved as a draft. %n thing(s) to mend before it can be kept.</source>
      <translation>
        <numerusform>Saved as a draft. %n thing to mend before it can be kept.</numerusform>
        <numerusform>Saved as a draft. %n things to mend before it can be kept.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>agenda</name>
    <message numerus="yes">
      <source>carried %n time(s): decide, park or drop</source>
      <translation>
        <numerusform>carried %n time: decide, park or drop</numerusform>
        <numerusform>carried %n times: decide, park or drop</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>guide_words</name>
    <message numerus="yes">
      <source>%n stage(s)</source>
      <translation>
        <numerusform>%n stage</numerusform>
        <numerusform>%n stages</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>insights</name>
    <message numerus="yes">
      <source>%n case(s). From five on, you will see a number here.</source>
      <translation>
        <numerusform>%n case. From five on, you will see a number here.</numerusform>
        <numerusform>%n cases. From five on, you will see a number here.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n day(s)</source>
      <translation>
        <numerusform>%n day</numerusform>
        <numerusform>%n days</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>rescue</name>
    <message numerus="yes">
      <source>%n person(s) erased since then were erased again.</source>
      <translation>
        <numerusform>%n person erased since then was erased again.</numerusform>
        <numerusform>%n people erased since then were erased again.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>words</name>
    <message numerus="yes">
      <source>%n day(s) ago</source>
      <translation>
        <numerusform>%n day ago</numerusform>
        <numerusform>%n days ago</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n minute(s)</source>
      <translation>
        <numerusform>%n minute</numerusform>
        <numerusform>%n minutes</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Every %n day(s)</source>
      <translation>
        <numerusform>Every %n day</numerusform>
        <numerusform>Every %n days</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Every %n week(s)</source>
      <translation>
        <numerusform>Every %n week</numerusform>
        <numerusform>Every %n weeks</numerusform>
      </translation>
    </message>
  </context>
</TS>
