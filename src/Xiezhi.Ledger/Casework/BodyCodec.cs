using System.Collections.Immutable;
using System.Text;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;

namespace Xiezhi.Ledger.Casework;

/// <summary>An entry as the private body keeps it: everything that the case needs to be folded again. What follows from earlier entries (verdicts, findings) is not kept.</summary>
public static class BodyCodec
{
    private const int Format = 1;
    private const int HappenedElsewhere = 1, RecordedElsewhere = 2, Deemed = 4, HasOutcome = 8, HasFacts = 16, HasNames = 32, HasPersons = 64, HasDocuments = 128, HasApprovals = 256, ManyOfficers = 512, ServedOn = 1024, ToTheMinute = 2048, HasPapers = 4096, OnOneHolder = 8192,
        HasOpened = 16384, HasOther = 32768, Within = 65536, HasWhy = 131072, Inside = 262144;

    /// <summary>Writes the body of an entry of the given edition.</summary>
    /// <returns>The number of bytes written.</returns>
    public static int Write(Edition edition, Entry entry, Span<byte> output)
    {
        var w = new VarintWriter(output);
        w.Number(Format);
        w.Number((int)entry.Kind);
        w.Number(entry.Subject);
        w.Number((entry.Happened.Day != entry.Effective ? HappenedElsewhere : 0) | (entry.Recorded != entry.Happened.Day ? RecordedElsewhere : 0) | (entry.Deemed ? Deemed : 0)
            | (entry.Outcome >= 0 ? HasOutcome : 0) | (entry.Facts.Length > 0 ? HasFacts : 0) | (entry.Names.Length > 0 ? HasNames : 0) | (entry.Persons.Length > 0 ? HasPersons : 0)
            | (entry.Documents.Length > 0 ? HasDocuments : 0) | (entry.Approvals.Length > 0 ? HasApprovals : 0) | (entry.Officers != 1 ? ManyOfficers : 0) | (entry.On >= 0 ? ServedOn : 0)
            | (entry.Happened.Minute >= 0 ? ToTheMinute : 0) | (entry.Papers.Length > 0 ? HasPapers : 0)
            | (entry.OnHolder != 0 ? OnOneHolder : 0) | (entry.Opened.Length > 0 ? HasOpened : 0) | (entry.Other.IsNone ? 0 : HasOther)
            | (entry.Within ? Within : 0) | (entry.Why is null ? 0 : HasWhy) | (entry.Inside ? Inside : 0));
        w.Number(entry.Effective.DayNumber);
        if (entry.Happened.Day != entry.Effective) { w.Signed(entry.Happened.Day.DayNumber - entry.Effective.DayNumber); }
        if (entry.Happened.Minute >= 0) { w.Number(entry.Happened.Minute); }
        if (entry.Recorded != entry.Happened.Day) { w.Signed(entry.Recorded.DayNumber - entry.Happened.Day.DayNumber); }
        Write(ref w, entry.By);
        if (entry.Outcome >= 0) { w.Number(entry.Outcome); }
        if (entry.On >= 0) { w.Number(entry.On); }
        if (entry.OnHolder != 0) { w.Signed(entry.OnHolder); }
        if (entry.Officers != 1) { w.Number(entry.Officers); }
        if (entry.Facts.Length > 0)
        {
            w.Number(entry.Facts.Length);
            foreach (var fact in entry.Facts)
            {
                w.Number(fact.Fact);
                if (edition.Facts[fact.Fact].Kind == FactKind.Text) { WriteText(ref w, fact.Text ?? ""); }
                else { w.Signed(fact.Number); }
            }
        }

        if (entry.Names.Length > 0)
        {
            w.Number(entry.Names.Length);
            foreach (var naming in entry.Names)
            {
                w.Number(naming.Role);
                w.Long((ulong)naming.Holder);
            }
        }

        if (entry.Persons.Length > 0)
        {
            w.Number(entry.Persons.Length);
            foreach (var person in entry.Persons)
            {
                w.Long((ulong)person.Number);
                WriteText(ref w, person.Name);
                WriteText(ref w, person.Identity);
                WriteText(ref w, person.Phone);
            }
        }

        if (entry.Documents.Length > 0)
        {
            w.Number(entry.Documents.Length);
            foreach (var document in entry.Documents) { w.Number(document); }
        }

        if (entry.Approvals.Length > 0)
        {
            w.Number(entry.Approvals.Length);
            foreach (var approval in entry.Approvals)
            {
                Write(ref w, approval.By);
                w.Signed(approval.Day.DayNumber - entry.Happened.Day.DayNumber);
            }
        }

        if (entry.Papers.Length > 0)
        {
            Span<byte> content = stackalloc byte[ContentHash.Length];
            w.Number(entry.Papers.Length);
            foreach (var paper in entry.Papers)
            {
                w.Number(paper.Document);
                paper.Content.Write(content);
                w.Bytes(content);
            }
        }

        if (entry.Opened.Length > 0)
        {
            w.Number(entry.Opened.Length);
            foreach (var opened in entry.Opened) { Write(ref w, opened); }
        }

        if (!entry.Other.IsNone) { Write(ref w, entry.Other); }
        if (entry.Why is { } why) { WriteText(ref w, why); }
        if (entry.StatesVerdicts) { WriteStated(ref w, entry); }
        return w.Length;
    }

    // What follows from a comparison of two folds is said; what follows from the entries before it is not.
    private static void WriteStated(ref VarintWriter w, Entry entry)
    {
        w.Number(entry.Verdicts.Length);
        foreach (var verdict in entry.Verdicts)
        {
            w.Number(verdict.Limit);
            w.Number((int)verdict.Kind);
        }

        w.Number(entry.Findings.Length);
        foreach (var finding in entry.Findings) { w.Number(finding); }
    }

    private static Entry ReadStated(ref VarintReader r, Edition edition, Entry entry)
    {
        var verdicts = new Verdict[r.Number()];
        for (var i = 0; i < verdicts.Length; i++) { verdicts[i] = new Verdict(r.Below(edition.Limits.Length), (VerdictKind)r.Number()); }
        var findings = new int[r.Number()];
        for (var i = 0; i < findings.Length; i++) { findings[i] = r.Below(edition.Findings.Length); }
        return entry with { Verdicts = ImmutableArray.Create(verdicts), Findings = ImmutableArray.Create(findings) };
    }

    /// <summary>Reads the entry again.</summary>
    /// <param name="number">Number of the entry in its case: the body is sealed under it and does not repeat it.</param>
    /// <exception cref="FormatException">The bytes are not a body of this edition.</exception>
    public static Entry Read(Edition edition, int number, ReadOnlySpan<byte> body)
    {
        var r = new VarintReader(body);
        if (r.Number() is var format && format != Format) { throw new FormatException($"the body is of format {format}, this program knows format {Format}"); }
        var kind = (EntryKind)r.Number();
        var subject = r.Number();
        var has = r.Number();
        var effective = DateOnly.FromDayNumber(r.Number());
        var happened = (has & HappenedElsewhere) != 0 ? effective.AddDays((int)r.Signed()) : effective;
        var minute = (has & ToTheMinute) != 0 ? (short)r.Number() : (short)-1;
        var recorded = (has & RecordedElsewhere) != 0 ? happened.AddDays((int)r.Signed()) : happened;
        var by = ReadActor(ref r);
        var outcome = (has & HasOutcome) != 0 ? r.Number() : -1;
        var on = (has & ServedOn) != 0 ? r.Number() : -1;
        var onHolder = (has & OnOneHolder) != 0 ? r.Signed() : 0;
        var officers = (has & ManyOfficers) != 0 ? r.Number() : 1;
        ImmutableArray<FactValue> facts = [];
        if ((has & HasFacts) != 0)
        {
            var list = new FactValue[r.Number()];
            for (var i = 0; i < list.Length; i++)
            {
                var fact = r.Below(edition.Facts.Length);
                list[i] = edition.Facts[fact].Kind == FactKind.Text ? new FactValue(fact, 0, ReadText(ref r)) : new FactValue(fact, r.Signed());
            }

            facts = ImmutableArray.Create(list);
        }

        ImmutableArray<Naming> names = [];
        if ((has & HasNames) != 0)
        {
            var list = new Naming[r.Number()];
            for (var i = 0; i < list.Length; i++) { list[i] = new Naming(r.Below(edition.Roles.Length), (long)r.Long()); }
            names = ImmutableArray.Create(list);
        }

        ImmutableArray<Person> persons = [];
        if ((has & HasPersons) != 0)
        {
            var list = new Person[r.Number()];
            for (var i = 0; i < list.Length; i++) { list[i] = new Person((long)r.Long(), ReadText(ref r), ReadText(ref r), ReadText(ref r)); }
            persons = ImmutableArray.Create(list);
        }

        ImmutableArray<int> documents = [];
        if ((has & HasDocuments) != 0)
        {
            var list = new int[r.Number()];
            for (var i = 0; i < list.Length; i++) { list[i] = r.Below(edition.Documents.Length); }
            documents = ImmutableArray.Create(list);
        }

        ImmutableArray<Approval> approvals = [];
        if ((has & HasApprovals) != 0)
        {
            var list = new Approval[r.Number()];
            for (var i = 0; i < list.Length; i++) { list[i] = new Approval(ReadActor(ref r), happened.AddDays((int)r.Signed())); }
            approvals = ImmutableArray.Create(list);
        }

        ImmutableArray<Paper> papers = [];
        if ((has & HasPapers) != 0)
        {
            var list = new Paper[r.Number()];
            for (var i = 0; i < list.Length; i++) { list[i] = new Paper(r.Below(edition.Documents.Length), ReadHash(ref r)); }
            papers = ImmutableArray.Create(list);
        }

        ImmutableArray<LinkedCase> opened = [];
        if ((has & HasOpened) != 0)
        {
            var list = new LinkedCase[r.Number()];
            for (var i = 0; i < list.Length; i++) { list[i] = ReadLinked(ref r); }
            opened = ImmutableArray.Create(list);
        }

        var other = (has & HasOther) != 0 ? ReadLinked(ref r) : default;
        var why = (has & HasWhy) != 0 ? ReadText(ref r) : null;
        var entry = new Entry
        {
            Number = number, Kind = kind, Subject = subject, Effective = effective, Happened = new Moment(happened, minute), Recorded = recorded, By = by, Deemed = (has & Deemed) != 0,
            Outcome = outcome, On = on, OnHolder = onHolder, Officers = officers, Facts = facts, Names = names, Persons = persons, Documents = documents, Approvals = approvals, Papers = papers,
            Opened = opened, Other = other, Within = (has & Within) != 0, Inside = (has & Inside) != 0, Why = why,
        };
        if (entry.StatesVerdicts) { entry = ReadStated(ref r, edition, entry); }
        r.End();
        return entry;
    }

    private static void Write(ref VarintWriter w, LinkedCase linked)
    {
        w.Number(linked.Link + 1);
        w.Long((ulong)linked.Case);
    }

    private static LinkedCase ReadLinked(ref VarintReader r) => new(r.Number() - 1, (long)r.Long());

    private static void Write(ref VarintWriter w, Actor actor)
    {
        w.Long((ulong)actor.Party);
        w.Number(actor.Organ);
        if (actor.Organ != 0) { w.Number(actor.Officer); }
    }

    private static Actor ReadActor(ref VarintReader r)
    {
        var party = (long)r.Long();
        var organ = r.Number();
        return new Actor(party, organ, organ != 0 ? r.Number() : 0);
    }

    private static ContentHash ReadHash(ref VarintReader r) =>
        r.Bytes() is { Length: ContentHash.Length } hash ? ContentHash.Read(hash) : throw new FormatException($"the hash of a paper has {ContentHash.Length} bytes");

    private static void WriteText(ref VarintWriter w, string text)
    {
        Span<byte> utf8 = stackalloc byte[Encoding.UTF8.GetMaxByteCount(Math.Min(text.Length, 1000))];
        if (text.Length > 1000) { w.Bytes(Encoding.UTF8.GetBytes(text)); }
        else { w.Bytes(utf8[..Encoding.UTF8.GetBytes(text, utf8)]); }
    }

    private static string ReadText(ref VarintReader r) => Encoding.UTF8.GetString(r.Bytes());
}
