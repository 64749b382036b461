using System.Collections.Immutable;
using System.Globalization;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;

namespace Xiezhi.Office.Acts;

/// <summary>Reads what every procedure has: an entry put right or struck out, a role handed over, a case moved.</summary>
internal sealed partial class ActReader
{
    private const int LongestReason = 1000;

    private ActReading Read(BuiltInAct asked, CaseState c)
    {
        var shape = new ActShape { Kind = asked.Kind, Id = asked.Id, Title = asked.TitleIn(c.Edition), Edition = c.Edition };
        if (Actors.Of(viewer) is not { Organ: > 0 } by) { return new ActReading.Refused(c.Edition, new Decision.Refused(RefusalCode.NotYourPart, null, asked.Word, "only an organ of the case may do it")); }
        var request = asked.Kind switch
        {
            EntryKind.HandOver => HandOver(asked, shape, c),
            EntryKind.Move => Move(asked, shape, c),
            _ => Correction(asked, shape, c, by),
        };
        var why = input.Why is null ? "" : FactInput.Clean(input.Why).Trim();
        if (why.Length is 0 or > LongestReason) { Problem(FieldName.Why, $"请写明理由，最多{LongestReason}个字", $"say why, in at most {LongestReason} letters"); }
        return request is null || problems.Count > 0 ? new ActReading.Unsound(problems.DrainToImmutable()) : new ActReading.Sound(c.Edition, request with { Today = now.Day, By = by, Why = why });
    }

    private ActRequest? Correction(BuiltInAct asked, ActShape shape, CaseState c, Actor by)
    {
        var entries = history();
        if (Correcting.Standing(entries).FirstOrDefault(e => e.Number == asked.Entry) is not { } entry)
        {
            Problem(FieldName.Act, $"本案没有可以更正的第{FactInput.Short(asked.Of)}条记录：请写1至{entries.Length}之间没有撤销的一条", $"the case has no entry {FactInput.Short(asked.Of)} that stands: write one from 1 to {entries.Length}");
            return null;
        }

        var amends = asked.Kind == EntryKind.Amend;
        var request = new ActRequest { Kind = asked.Kind, Subject = entry.Number, When = amends ? entry.Happened : now, Today = now.Day, Facts = amends ? entry.Facts : [] };
        if (asked.Missed is { } id) { return Missed(id, c, by) is { } missed ? request with { Missed = missed } : null; }
        NotAsked(FieldName.By, input.By, shape);
        NotAsked(FieldName.Follow, input.Follow, shape);
        // What stands under an edition before is the law's to refuse.
        var own = amends && entry.Kind == EntryKind.Act && entry.Number > Correcting.SinceMove(entries) ? shape with { Facts = FactsOf(c.Edition, c.Edition.Acts[entry.Subject]) } : shape;
        Nothing(own);
        if (!amends)
        {
            NotAsked(FieldName.When, input.When, shape);
            _ = Facts(own);
            return request;
        }

        var facts = entry.Facts.ToDictionary(f => f.Fact);
        foreach (var right in Facts(own)) { facts[right.Fact] = right; }
        return request with { When = string.IsNullOrWhiteSpace(input.When) ? entry.Happened : When(), Facts = [.. facts.Values] };
    }

    /// <summary>What of an act can be put right; what is left out stays as it was.</summary>
    internal static ImmutableArray<(Fact Fact, bool Required)> FactsOf(Edition edition, Act act) =>
        [.. (act.Ground >= 0 ? act.Takes.Add(act.Ground) : act.Takes).Concat(act.MayTake).Distinct().Select(f => (edition.Facts[f], false))];

    /// <summary>What was done in time and never recorded: read as if it were done, and dated when it was.</summary>
    private ActRequest? Missed(string id, CaseState c, Actor recorder)
    {
        var act = c.Edition.FindAct(id);
        var doer = act is { Opens: false } ? Doer(ActShape.DoersOf(c, act, recorder, book.City), act) : recorder;
        if (act is { Opens: true } || ActShape.Of(c.Edition, c, id, doer, book.City) is not { } found)
        {
            var (zh, en) = FactInput.Meant(id, Ids(c.Edition), Titles(c.Edition));
            Problem(FieldName.Act, $"“{c.Edition.Title.Zh}”没有可以补入的“{FactInput.Short(id)}”：{zh}", $"'{c.Edition.Title.En}' has no '{FactInput.Short(id)}' that can be brought in: {en}");
            return null;
        }

        var shape = found with { BroughtIn = true };
        if (string.IsNullOrWhiteSpace(input.When)) { Missing(FieldName.When, new Title("发生时间", "When it happened"), shape); }
        return doer is { } by ? RequestOf(shape, by, When()) : null;
    }

    private Actor? Doer(ImmutableArray<ActShape.Doer> doers, Act act)
    {
        var sent = input.By?.Trim();
        if (string.IsNullOrEmpty(sent))
        {
            if (doers is [var only]) { return only.Actor; }
            Problem(FieldName.By, doers.IsEmpty ? $"本案没有人能够“{act.Title.Zh}”" : $"请写明由谁“{act.Title.Zh}”：{string.Join("、", doers.Select(d => d.Id))}",
                doers.IsEmpty ? $"nobody in the case can have done '{act.Title.En}'" : $"say who did '{act.Title.En}': {string.Join(", ", doers.Select(d => d.Id))}");
            return null;
        }

        foreach (var doer in doers) { if (doer.Id == sent) { return doer.Actor; } }
        var (zh, en) = FactInput.Meant(sent, doers.Select(d => d.Id), doers.Select(d => d.Role.Title));
        Problem(FieldName.By, $"“{FactInput.Short(sent)}”不能“{act.Title.Zh}”：{zh}", $"'{FactInput.Short(sent)}' cannot have done '{act.Title.En}': {en}");
        return null;
    }

    private ActRequest? HandOver(BuiltInAct asked, ActShape shape, CaseState c)
    {
        if (c.Edition.FindRole(asked.Of) is not { Kind: not RoleKind.Party } role)
        {
            var roles = c.Edition.Roles.Where(r => r.Kind != RoleKind.Party).ToList();
            var (zh, en) = FactInput.Meant(asked.Of, roles.Select(r => r.Id), roles.Select(r => r.Title));
            Problem(FieldName.Act, $"没有可以移交的“{FactInput.Short(asked.Of)}”：{zh}", $"there is no '{FactInput.Short(asked.Of)}' to hand over: {en}");
            return null;
        }

        NotAsked(FieldName.By, input.By, shape);
        NotAsked(FieldName.Follow, input.Follow, shape);
        var own = shape with { Names = [new ActShape.Place(role, true)], Receivers = role.Many ? HoldersOf(c, role) : [] };
        Nothing(own);
        _ = Facts(own);
        var from = role.Many ? On(own)?.Holder ?? 0 : 0;
        if (Names(own with { Names = [new ActShape.Place(role with { Many = false }, true)] }) is not [var taken]) { return null; }
        return new ActRequest
        {
            Kind = EntryKind.HandOver, Subject = role.Kind == RoleKind.Organ ? (int)taken.Holder : Actor.FromOfficerHolder(taken.Holder).Organ, When = When(), Today = now.Day,
            Names = [taken], OnHolder = from,
        };
    }

    /// <summary>From whom a role that several hold may be taken.</summary>
    internal static ImmutableArray<ActShape.Receiver> HoldersOf(CaseState c, Role role)
    {
        var holders = c.HoldersOf(role.Index).ToList();
        return [.. holders.Select((holder, i) => new ActShape.Receiver(role, holder, holders.Count > 1 ? i + 1 : 0))];
    }

    private ActRequest? Move(BuiltInAct asked, ActShape shape, CaseState c)
    {
        NotAsked(FieldName.By, input.By, shape);
        NotAsked(FieldName.Follow, input.Follow, shape);
        Nothing(shape);
        _ = Facts(shape);
        if (DateOnly.TryParseExact(asked.Of, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && book.EditionsOf(c.Edition.Procedure).FirstOrDefault(e => e.From == day) is { } to)
        {
            return new ActRequest { Kind = EntryKind.Move, Subject = day.DayNumber, When = When(), Today = now.Day, To = to };
        }

        var days = book.EditionsOf(c.Edition.Procedure).Where(e => e.From > c.Edition.From).Select(e => $"{e.From:yyyy-MM-dd}").ToList();
        Problem(FieldName.Act, $"没有自“{FactInput.Short(asked.Of)}”起施行的版本{(days.Count == 0 ? "" : "：" + string.Join("、", days))}",
            $"there is no edition in force from '{FactInput.Short(asked.Of)}'{(days.Count == 0 ? "" : ": " + string.Join(", ", days))}");
        return null;
    }

    /// <summary>Names, persons, documents and outcome are not asked for, but for what the shape has.</summary>
    private void Nothing(ActShape shape)
    {
        if (shape.Names.IsEmpty) { _ = Names(shape); }
        _ = Parties(shape, Actor.Law);
        _ = Documents(shape);
        _ = Outcome(shape);
        if (shape.Receivers.IsEmpty) { NotAsked(FieldName.On, input.On, shape); }
    }
}
