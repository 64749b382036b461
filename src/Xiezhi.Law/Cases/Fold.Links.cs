using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;

namespace Xiezhi.Law.Cases;

/// <summary>What a case keeps of the cases that it has opened, and of the one that opened it.</summary>
public sealed partial class Fold
{
    /// <summary>What the law itself does stands, though a case that it would open could not be: a finding stays.</summary>
    private void FindUnopened(Act act, Entry entry)
    {
        foreach (var link in act.OpensLinks)
        {
            var wanted = Edition.Links[link].EachOf is >= 0 and var role ? Case.HoldersOf(role).Count() : 1;
            if (entry.Opened.Count(o => o.Link == link) < wanted) { Find(WellKnown.LinkRefused); }
        }
    }

    /// <summary>A case that the entry opened is now linked to this one.</summary>
    internal void AddLinked(LinkedCase opened) =>
        Case.linkList = [.. Case.linkList.Where(run => run.Case != opened.Case), new LinkRun(opened.Link, opened.Case, Closed: false)];

    /// <summary>Another case has closed or opened again, or has taken this one with it.</summary>
    private void ApplyLinked(Entry entry)
    {
        var told = (LinkEvent)entry.Subject;
        if (told is LinkEvent.EndedWithParent or LinkEvent.Merged)
        {
            Close(entry.Outcome, entry.Effective);
            if (told == LinkEvent.Merged) { Case.Parent = entry.Other; }
            return;
        }

        var link = Edition.Links[entry.Other.Link];
        Case.linkList = [.. Case.linkList.Select(run => run.Case == entry.Other.Case ? run with { Closed = told == LinkEvent.Closed } : run)];
        if (told != LinkEvent.Closed || Case.AnyLinkedOpen(link.Index)) { return; }
        foreach (var limit in link.Stops) { Stop(limit, entry.Happened, entry.Effective); }
        foreach (var limit in link.Starts) { Start(Edition.Limits[limit], new Moment(entry.Effective, entry.Happened.Minute), EntryKind.Act, -1); }
        RecountBefore();
    }

    /// <summary>The parts of a case end with it.</summary>
    private void EndParts()
    {
        foreach (var run in Case.linkList)
        {
            if (run.Closed || !Edition.Links[run.Link].Part) { continue; }
            Case.linkList = [.. Case.linkList.Select(r => Edition.Links[r.Link].Part ? r with { Closed = true } : r)];
            return;
        }
    }
}
