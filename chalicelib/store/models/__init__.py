"""The tables and their keys, a file of PynamoDB models for each (docs/architecture.md "Tables").

reports     pk REPORT#<id>      sk HEAD            facts of the report as JSON, and the slim keys of its indexes
                                sk BODY            the reporter's words, immutable but for erasure
                                sk CONSULTED       that the reporter's identity was read at all
                                sk EVENT#<seq>     what happened; inserting one is the entry to tell it
                                sk MERGED#<report id>       a report whose reporter hears of this one
                                sk MEMBER#<received at>#<report id>   a report that joined this one
                                sk SHARE#<seq>     the entry of what an event means for others in the case
                                sk INVITATION#<follower>#<day>   the entry of a letter that asks a follower to confirm
                                sk TELL#<seq>#<recipient>   a letter: claimed with a lease, then sent
                                sk TURN#<recipient>         which letter to an officer went last, and which wait
                                sk ATTACHMENT#<id> a file of the report and what became of it
            pk REPORT#DIGEST-<agency>  sk DIGEST#<day>  the entry of an agency's morning digest; its letters beside it
                                sk ENDED#<report id>#<event>  a report of the institution that the next digest tells of
            pk REPORT#(OFFICER-<user name> | AGENCY-<pk of agencies>)  sk DIRECTORY#<seq>  what a change there entries
            pk REPORT#RECOVERY-<hash of contact and day>  sk RECOVERY#<1 to 3>  the entry of a letter to a contact
            pk REPORT#SENDER-<hash of contact and day>  sk ANSWER#<which>  the entry of an answer to a message's sender
            pk REPORT#OFFICE-<agency>  sk WINDOW#<until>  which new reports it is told of by themselves until then
                                sk GATHERED#<until>          the entry of the letter that tells it of the others
                                sk PART#<until>#<report id>  those that one batch put into it
            pk UPLOAD#<id>      sk UPLOAD          a file nobody has sent in yet; afterwards, which report it belongs to
            pk SUBMIT#<hash>    sk CLAIM           the first answer to a submission key
            pk MESSAGE#<hash>   sk MESSAGE         what became of a message that came in
            pk ADDRESS#<hash>   sk SUPPRESSED      an address that bounced or complained is mailed no more
            pk RATE#<what>#<window>  sk COUNT      how often something was tried in a window of time
            pk RECEIPTS#<hash of address>#<day>  sk RECEIPTS   which receipts an address was sent on a day
  due       D#<shard>                     / <next look>#<id>              keys and kind
            E#<shard>                     / <when it expires>#<id>        the same: ended reports
            U#<shard>                     / <next look>#<attachment id>   the same: files to look after
  inbox     <holder>#<queue>#<shard>      / <9-level>#<due_at>#<id>       slim, sparse: held by a unit
  desk      <institution>#<queue>#<shard> / the same                      slim
  watch     N#<queue>#<shard>             / the same, sparse: held by the nation, or level 3 and 4
  branch    <unit below the institution>#<queue>#<shard> / the same, sparse: held by a part of that unit
  supervisory  <institution>#<queue>#<shard> / the same, sparse: supervisory
  province  <province>#<queue>#<shard>    / the same, sparse: level 3 and 4 in its regencies and cities
  undelivered  <institution>#<shard>      / the same, sparse: somebody could not be reached
  near      <regency>#<category>          / <received_at>, sparse: open
  telling   T#<shard>                     / <look again at>#<id>#<key>, sparse until told
  public    P#<shard>                     / <published_at>#<id>, sparse; a month is a range of the sort key
  place     <institution>                 / the same
identities  pk <report id>      sk IDENTITY | READING#<time>#<random> | FOLLOWER#<hash> | LAST_ADDRESS | FORMER#<seq>
            pk SENDER-<hash>    sk SENDER#<which>  where the sender of a message is answered, until they were
            pk CONTACT#<hash>   sk <consent at>#<report id>   that a contact's report is this one
directory   pk INSTITUTIONS | UNITS#<institution> | CATEGORIES | CALENDAR | STANDARDS | OFFICERS | JOBS, sk <id>
            pk WORDINGS#<institution>     sk <id>     sentences that officers answer with
            pk CHANGES#<pk>#<sk>          sk <time>   who changed a row, when, and what it was before
            pk TREES  sk <pk of agencies>             counts the changes to a part of the tree: none crosses another
  officers  <institution>                 / <agency>#<role>#<username>
statistics  pk <group>#<row>#<shard>   sk <member>    measures, as numbers; the row is open or a month
            pk REPORT#<id>     sk COUNTED         what a report counted for last, and at which version
                               sk TRIES#<event>   how often it could not be counted at that event
"""

# PynamoDB gives an item as what its kind says only when that kind's class is there: all are, once any is imported.
from chalicelib.store.models import deliveries, directory, files, identities, outbox, reports, statistics, words

__all__ = ["deliveries", "directory", "files", "identities", "outbox", "reports", "statistics", "words"]
