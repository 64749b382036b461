using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;

namespace Xiezhi.Web.Features.Procedures;

public sealed partial class LawText
{
    /// <summary>Direction, length and unit in one phrase: within 20 working days.</summary>
    public string Kind(Limit limit) => limit.Kind switch
    {
        LimitKind.AtLeast => Words.AtLeast(LengthOf(limit.Length)),
        LimitKind.Before => Words.Before(
            limit.BeforeFact >= 0 ? Fact(limit.BeforeFact) : limit.BeforeDueOf >= 0 ? Words.EndOf(Limit(limit.BeforeDueOf)) : Words.Unknown,
            LengthOf(limit.Length)),
        LimitKind.Every when !limit.IsDated => Words.Every(LengthOf(limit.Length)),
        LimitKind.Every or LimitKind.ByDay => Words.ByDay(limit.ByDay.Month, limit.ByDay.Day, limit.ByDay.Exclusive),
        _ => Words.Within(LengthOf(limit.Length)),
    };

    /// <summary>What changes the length, and how its days are counted.</summary>
    public IEnumerable<string> Modifiers(Limit limit)
    {
        if (limit.Length is LengthRule.Choose choose) { yield return Choices(choose); }
        if (limit.When is { } when) { yield return Words.OnlyWhen(Condition(when)); }
        if (limit.Promises >= 0) { yield return Words.PromiseOn(Limit(limit.Promises)); }
        if (limit.ExtendedBy is { } extension) { yield return Extension(extension); }
        var tolled = edition.Spans.Where(span => (limit.TolledBy >> span.Index & 1) != 0).Select(span => view.In(span.Title)).ToArray();
        if (tolled.Length > 0) { yield return Words.NotCharged(Joined(tolled)); }
        if (!limit.ShiftedBy.IsEmpty) { yield return Words.ShiftedBy(Joined(limit.ShiftedBy.Select(system => view.In(new Title(system.Zh, system.En))))); }
        if (limit.Kind is LimitKind.Within or LimitKind.AtLeast) { yield return Words.Counting(limit.Counting, limit.Kind == LimitKind.Within); }
        if (limit.Holds.Length > 0) { yield return Words.Holds(Joined(limit.Holds.Select(Act))); }
        if (limit.ShortenedBy >= 0) { yield return Words.ShortenedBy(Act(limit.ShortenedBy)); }
        if (limit.Binds >= 0) { yield return Words.Binds(view.In(edition.Roles[limit.Binds].Title)); }
    }

    public string Starts(LimitView row)
    {
        var from = row.StartedBy.Select(act => view.In(act.Title))
            .Concat(row.StartedByService.Select(document => Words.ServiceOf(view.In(document.Title))))
            .Concat(row.Limit.FromFacts.Select(Fact))
            .Concat(edition.Limits.Where(l => l.StartsAtEnd.Contains(row.Limit.Index)).Select(l => Words.EndOf(Limit(l.Index))));
        var starts = Joined(from);
        return starts.Length > 0 ? starts + (row.Limit.Again == Again.Restart ? Words.EachTimeAnew : "")
            : row.Limit.BeforeFact >= 0 ? Words.OnceFixed(Fact(row.Limit.BeforeFact))
            : row.Limit.BeforeDueOf >= 0 ? Words.With(Limit(row.Limit.BeforeDueOf))
            : "—";
    }

    public string Stops(LimitView row)
    {
        var until = Joined(row.StoppedBy.Select(act => view.In(act.Title))
            .Concat(row.StoppedByService.Select(document => Words.ServiceOf(view.In(document.Title))))
            .Concat(edition.Limits.Where(l => l.StopsAtEnd.Contains(row.Limit.Index)).Select(l => Words.EndOf(Limit(l.Index))))
            .Concat(row.Limit.StopsOnClosing ? [Words.Closing] : []));
        return until.Length > 0 ? until : "—";
    }

    public IEnumerable<string> Expiry(Limit limit)
    {
        var expiry = limit.OnExpiry;
        if (expiry.Finding >= 0) { yield return Words.RecordsFinding(view.In(edition.Findings[expiry.Finding].Title)); }
        if (expiry.Act >= 0)
        {
            yield return Words.DeemedDone(Act(expiry.Act), expiry.AsOf switch
            {
                AsOf.Start => Words.FromStart,
                AsOf.Acts => Words.FromDayOf(Joined(expiry.AsOfActs.Select(Act))),
                _ => Words.FromLastDay,
            });
        }

        if (expiry.Closes >= 0) { yield return Words.ClosesAs(Outcome(expiry.Closes)); }
        if (expiry.Bars.Length > 0) { yield return Words.Barred(Joined(expiry.Bars.Select(Act))); }
        if (expiry.Marks >= 0) { yield return Words.IsMarkedAs(view.In(edition.Marks[expiry.Marks].Title)); }
        if (expiry.OpensRight >= 0) { yield return Words.OpensRight(view.In(edition.Marks[expiry.OpensRight].Title)); }
        if (limit.Kind == LimitKind.AtLeast) { yield return Words.MayGoOn; }
    }

    private string LengthOf(LengthRule rule) => rule switch
    {
        LengthRule.Constant constant => Words.Length(constant.Length),
        LengthRule.Choose choose => Words.LengthBy(Fact(choose.Fact)),
        LengthRule.Field field => Words.LengthOfItem(Fact(field.Fact), Worded(field.AtMost)),
        LengthRule.SetBy set => Words.LengthSet(Fact(set.Fact), Worded(set.AtLeast), Worded(set.AtMost), Worded(set.Else)),
        LengthRule.Local local => string.Join(Words.Semicolon, local.Of.Select(l => Words.Choice(view.In(l.In.Title), LengthOf(l.Length))).Prepend(local.Else is null ? "" : LengthOf(local.Else)).Where(text => text.Length > 0)),
        _ => Words.LengthOpen,
    };

    private string? Worded(Length? length) => length is { } known ? Words.Length(known) : null;

    private string Choices(LengthRule.Choose choose)
    {
        var fact = edition.Facts[choose.Fact];
        return string.Join(Words.Semicolon, choose.Of.Select((length, code) => (Length: Worded(length) ?? Words.LengthOpen, Code: Value(fact, code)))
            .GroupBy(choice => choice.Length).Select(choice => Words.Choice(Joined(choice.Select(one => one.Code)), choice.Key)));
    }

    private string Extension(Extension extension)
    {
        var upTo = Worded(extension.UpTo);
        return extension.ToFact >= 0 ? Words.ExtendedToDay(Act(extension.Act), upTo) : Words.ExtendedBy(Act(extension.Act), upTo ?? Words.LengthOpen);
    }
}
