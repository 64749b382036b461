using System.Collections.Immutable;
using Xiezhi.Catalogue.Yaml;
using Xiezhi.Law.Procedures;

namespace Xiezhi.Catalogue.Procedures;

internal sealed partial class EditionDraft
{
    private readonly List<Span> spanList = [];

    private void CompileSpans()
    {
        foreach (var pair in top.Section("spans")?.Pairs ?? [])
        {
            if (pair.Value is YamlMap map) { spanList.Add(SpanOf(spanList.Count, pair.Key, map)); }
            else { NotAMapping(pair); }
        }
    }

    private Span SpanOf(int index, YamlScalar key, YamlMap map)
    {
        var of = $"the span '{key.Text}'";
        var fields = new Fields(map, diagnostics, of, "title", "is", "from", "until", "needs", "up-to", "law", "was", "doubt");
        foreach (var needed in new[] { "is", "from" }) { fields.Need(needed); }
        var citation = Cite(fields);
        var opens = TriggersOf(fields, "from");
        var ends = TriggersOf(fields, "until");
        var needs = TriggersOf(fields, "needs");
        if (opens.Served.Length > 0 || opens.Facts.Length > 0 || opens.Closed || opens.Ended.Length > 0 || opens.Links.Length > 0)
        {
            diagnostics.Error(fields["from"]!.At, Rule.NotRun, $"{of} begins with an act; name the act");
        }

        if (ends.Acts.Length == 0 && ends.Served.Length == 0)
        {
            diagnostics.Error(key.At, Rule.LimitNeverStops, $"{of} never ends; say under 'until' which act or service ends it");
        }

        if (ends.Facts.Length + ends.Ended.Length + ends.Links.Length > 0) { diagnostics.Error(fields["until"]!.At, Rule.NotRun, $"{of} ends with an act or a service; name it"); }
        if (needs.Acts.Length + needs.Served.Length > 1 || needs.Facts.Length > 0 || needs.Closed || needs.Ended.Length > 0 || needs.Links.Length > 0)
        {
            diagnostics.Error(fields["needs"]!.At, Rule.NotRun, $"{of} needs one act or one service; name one");
        }

        foreach (var act in opens.Acts) { LinksOf(act).OpensSpans.Add(index); }
        foreach (var act in ends.Acts) { LinksOf(act).EndsSpans.Add(index); }
        Doubt(fields, of);
        var upTo = fields["up-to"] is { } cap ? LengthOf(cap, citation?.Counting, of) : null;
        return new Span(index, key.Text, fields.Title(), fields.OneOf("is", "suspension", "exclusion") == 0 ? SpanKind.Suspension : SpanKind.Exclusion,
            needs.Served is [var document] ? document : -1, needs.Acts is [var first] ? first : -1, upTo, citation?.Basis)
        {
            EndedByService = ends.Served,
            Further = citation?.Further ?? [],
        };
    }

    private ImmutableArray<Gate> CompileGates()
    {
        var list = ImmutableArray.CreateBuilder<Gate>(gates.Count);
        foreach (var pair in top.Section("gates")?.Pairs ?? [])
        {
            if (pair.Value is not YamlMap map) { NotAMapping(pair); continue; }
            var of = $"the gate '{pair.Key.Text}'";
            var fields = new Fields(map, diagnostics, of, "title", "met-by", "when", "due-when", "waived-by", "lapses-with", "missing", "law", "reference", "was", "doubt");
            fields.Need("met-by");
            Doubt(fields, of);
            var metBy = fields.Scalar("met-by") is { } act ? acts.Resolve(act) : -1;
            var missing = fields.OneOf("missing", "refuse", "mark") == 0 ? Missing.Refuse : Missing.Mark;
            var citation = Cite(fields);
            list.Add(new Gate(list.Count, pair.Key.Text, fields.Title(), Math.Max(metBy, 0), missing)
            {
                When = When(fields, "when"),
                DueWhen = When(fields, "due-when"),
                WaivedBy = fields.Scalar("waived-by") is { } waiver ? acts.Resolve(waiver) : -1,
                LapsesWith = fields.Scalar("lapses-with") is { } limit ? limits.Resolve(limit) : -1,
                Basis = citation?.Basis,
                Further = citation?.Further ?? [],
                Reference = ReferenceOf(fields),
            });
        }

        return list.DrainToImmutable();
    }
}
