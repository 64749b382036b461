using System.Collections.Immutable;
using Xiezhi.Catalogue.Yaml;
using Xiezhi.Law.Procedures;

namespace Xiezhi.Catalogue.Procedures;

internal sealed partial class EditionDraft
{
    private static readonly string[] ActKeys =
    [
        "title", "by", "officers", "approved-by", "from", "to", "closes", "after", "at-most", "when", "gates", "ground", "takes", "may-take", "sets",
        "names", "may-name", "releases", "documents", "may-attach", "as-of", "precision", "undoes", "remeasures", "finding", "inside", "law", "reference",
        "was", "doubt", "each", "opens", "writes", "allots",
    ];

    private readonly List<Act> actList = [];

    private void CompileActs()
    {
        foreach (var pair in top.Section("acts")?.Pairs ?? [])
        {
            if (pair.Value is YamlMap map) { actList.Add(ActOf(actList.Count, pair.Key, map)); }
            else { actList.Add(new Act(actList.Count, pair.Key.Text, new Title("", ""))); NotAMapping(pair); }
        }
    }

    private Act ActOf(int index, YamlScalar key, YamlMap map)
    {
        var of = $"the act '{key.Text}'";
        var fields = new Fields(map, diagnostics, of, ActKeys);
        var by = fields.Words("by");
        if (by.IsEmpty) { diagnostics.Error(key.At, Rule.WithoutActor, $"nobody does {of}; say under 'by' which role does, or law"); }
        var byLaw = by.Any(b => b.Text == "law");
        if (byLaw && by.Length == 1 && fields.Has("from")) { CheckDoneByLaw(index, fields["by"]!.At, "by law alone is done"); }
        var citation = Cite(fields);
        if (!fields.Has("law")) { diagnostics.Error(key.At, Rule.WithoutBasis, $"{of} rests on no law; add 'law'"); }
        if (fields.Has("closes") && fields.Has("to"))
        {
            diagnostics.Error(fields["to"]!.At, Rule.Contradiction, $"{of} closes the case, so it enters no stage; keep 'closes' or 'to'");
        }

        if (fields.Has("closes") && fields.Flag("inside"))
        {
            diagnostics.Error(fields["closes"]!.At, Rule.Contradiction, $"{of} is inside, so parties would not learn that it closes their case");
        }

        var origin = fields.Words("from");
        var (most, since) = AtMost(fields, of);
        return new Act(index, key.Text, fields.Title())
        {
            By = roles.Resolve([.. by.Where(b => b.Text != "law")]),
            ByLaw = byLaw,
            Each = Each(fields, by, of),
            Officers = fields.Number("officers", 1, atLeast: 1),
            ApprovedBy = fields.Scalar("approved-by") is { } approver ? roles.Resolve(approver) : -1,
            Opens = !fields.Has("from"),
            FromAny = origin.Any(f => f.Text == "any"),
            FromClosed = origin.Any(f => f.Text == "closed"),
            From = stages.Resolve([.. origin.Where(f => f.Text is not ("any" or "closed"))]),
            To = fields.Scalar("to") is { } to ? stages.Resolve(to) : -1,
            Closes = outcomes.Resolve(fields.Words("closes")),
            After = acts.Resolve(fields.Words("after")),
            AtMost = most,
            AtMostSince = since,
            When = When(fields, "when"),
            Gates = gates.Resolve(fields.Words("gates")),
            Ground = fields.Has("ground") ? facts.Find($"{key.Text}-ground") : -1,
            Takes = facts.Resolve(fields.Words("takes")),
            MayTake = facts.Resolve(fields.Words("may-take")),
            Sets = SetsOf(fields),
            Names = Named(fields, "names"),
            MayName = Named(fields, "may-name"),
            Releases = roles.Resolve(fields.Words("releases")),
            Documents = documents.Resolve(fields.Words("documents")),
            MayAttach = documents.Resolve(fields.Words("may-attach")),
            AsOf = acts.Resolve(fields.Words("as-of")),
            ToTheMinute = fields.OneOf("precision", "day", "minute") == 1,
            Undoes = acts.Resolve(fields.Words("undoes")),
            Remeasures = Remeasured(fields),
            OpensLinks = links.Resolve(fields.Words("opens")),
            Writes = WritesOf(fields, of),
            Allots = AllotsOf(fields, of),
            Finding = fields.Scalar("finding") is { } finding ? findings.Resolve(finding) : -1,
            Inside = fields.Flag("inside"),
            Basis = citation?.Basis,
            Further = citation?.Further ?? [],
            Reference = ReferenceOf(fields),
            Doubt = Doubt(fields, of),
        };
    }

    private bool Each(Fields fields, ImmutableArray<YamlScalar> by, string of)
    {
        if (!fields.Flag("each")) { return false; }
        if (by.Length < 2 && !by.Any(b => roles.Find(b.Text) is >= 0 and var role && IsMany(role)))
        {
            diagnostics.Error(fields["each"]!.At, Rule.Contradiction, $"{of} is for each, but only one does it; name several roles under 'by', or a role with many: true");
        }

        if (fields.Has("closes"))
        {
            diagnostics.Error(fields["closes"]!.At, Rule.Contradiction, $"{of} is for each, so none of them alone ends the case; let another act close it");
        }

        return true;
    }

    private (int Most, int Since) AtMost(Fields fields, string of)
    {
        if (fields["at-most"] is not YamlMap map) { return (fields.Number("at-most", int.MaxValue, atLeast: 1), -1); }
        var inner = new Fields(map, diagnostics, $"at-most of {of}", "times", "since");
        inner.Need("times");
        inner.Need("since");
        return (inner.Number("times", 1, atLeast: 1), inner.Scalar("since") is { } act ? acts.Resolve(act) : -1);
    }

    /// <summary>Whom an act names. The organ that keeps the register is settled with the opening: its number stands on every paper.</summary>
    private ImmutableArray<int> Named(Fields fields, string key)
    {
        foreach (var word in fields.Words(key))
        {
            if (!fields.Has("from") || word.Text != (top.Section("number")?["of"] as YamlScalar)?.Text) { continue; }
            diagnostics.Error(word.At, Rule.NotForNaming,
                $"'{word.Text}' keeps the register in which the case was opened, so only an opening act names it; leave it out here");
        }

        return roles.Resolve(fields.Words(key));
    }

    private ImmutableArray<FactValue> SetsOf(Fields fields)
    {
        var set = ImmutableArray.CreateBuilder<FactValue>();
        foreach (var pair in fields.Section("sets")?.Pairs ?? [])
        {
            if (facts.Resolve(pair.Key) is var fact && fact < 0) { continue; }
            if (pair.Value is not YamlScalar word)
            {
                diagnostics.Error(pair.Value.At, Rule.WrongShape, $"'{pair.Key.Text}' is set to {pair.Value.Shape}; a single value belongs here");
            }
            else if (Constant(factList[fact], word) is { } number)
            {
                set.Add(new FactValue(fact, number, factList[fact].Kind == FactKind.Text ? word.Text : null));
            }
        }

        return set.DrainToImmutable();
    }

    private ImmutableArray<int> Remeasured(Fields fields)
    {
        foreach (var word in fields.Words("remeasures"))
        {
            if (limits.Find(word.Text) is var limit && limit >= 0 && limitList[limit].Length is LengthRule.Constant)
            {
                diagnostics.Error(word.At, Rule.Contradiction,
                    $"the limit '{word.Text}' has one constant length, so measuring it anew changes nothing; leave it out");
            }
        }

        return limits.Resolve(fields.Words("remeasures"));
    }

    /// <summary>The acts with what limits and spans want from them.</summary>
    private ImmutableArray<Act> Wired() => [.. actList.Select(act => linksOf.TryGetValue(act.Index, out var links)
        ? act with
        {
            Starts = links.Starts.InOrder, Stops = links.Stops.InOrder, OpensSpans = links.OpensSpans.InOrder, EndsSpans = links.EndsSpans.InOrder,
            HeldBy = links.HeldBy.InOrder, Extends = links.Extends.InOrder, Shortens = links.Shortens.InOrder,
        }
        : act)];
}
