using System.Collections.Immutable;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;

namespace Xiezhi.Replay.Drafts;

/// <summary>A request that speaks of one edition, said in the numbers of another: what has the same id is the same thing.</summary>
internal static class Translation
{
    /// <summary>The request; null when the other edition has no such act, document or outcome. Facts, roles and papers that it does not have are left out.</summary>
    public static ActRequest? Of(ActRequest request, Edition from, Edition to)
    {
        var serves = request.Kind == EntryKind.Serve;
        var subject = serves ? to.FindDocument(from.Documents[request.Subject].Id)?.Index : to.FindAct(from.Acts[request.Subject].Id)?.Index;
        var outcome = request.Outcome < 0 ? -1 : to.FindOutcome(from.Outcomes[request.Outcome].Id)?.Index ?? -1;
        if (subject is not { } found || (request.Outcome >= 0 && outcome < 0)) { return null; }
        var act = serves ? null : to.Acts[found];
        return request with
        {
            Subject = found,
            Outcome = outcome,
            On = request.On < 0 ? -1 : to.FindRole(from.Roles[request.On].Id)?.Index ?? -1,
            Facts = [.. request.Facts.Select(f => Fact(f, from, to)).OfType<FactValue>().Where(f => act?.MayTakeFact(f.Fact) ?? false)],
            Names = [.. request.Names.Select(n => to.FindRole(from.Roles[n.Role].Id) is { } role ? n with { Role = role.Index } : default(Naming?)).OfType<Naming>()],
            Documents = [.. request.Documents.Select(d => to.FindDocument(from.Documents[d].Id)?.Index ?? -1).Where(d => d >= 0)],
        };
    }

    private static FactValue? Fact(FactValue value, Edition from, Edition to)
    {
        var old = from.Facts[value.Fact];
        if (to.FindFact(old.Id) is not { } fact || fact.Kind != old.Kind) { return null; }
        if (fact.Kind != FactKind.Code) { return value with { Fact = fact.Index }; }
        return old.Codes!.In(fact.Codes!, (int)value.Number) is >= 0 and var code ? value with { Fact = fact.Index, Number = code } : null;
    }
}
