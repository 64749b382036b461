using System.Collections.Immutable;
using Xiezhi.Catalogue.Yaml;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;

namespace Xiezhi.Catalogue.Procedures;

internal sealed partial class EditionDraft
{
    private static bool IsPromise(LimitItem item) => item.Of is not null || item.Map?["promises"] is not null;

    // A commitment runs beside the limit of the law: same triggers, guard, spans and counting, its own shorter length, no extension.
    private Limit PromiseOf(int index, LimitItem item)
    {
        var id = item.Key.Text;
        var of = $"the commitment '{id}'";
        var fields = new Fields(item.Map ?? new YamlMap(item.Key.At, []), diagnostics, of, "title", "promises", "within", "law", "reference", "was", "doubt",
            "field", "choose", "of", "else", "at-most");
        var number = item.Of is { } laid ? limits.Resolve(laid) : fields.Scalar("promises") is { } name ? limits.Resolve(name) : -1;
        if (number < 0 || IsPromise(limitItems[number]) || limitList[number] is not { } law)
        {
            if (number >= 0)
            {
                diagnostics.Error(item.Key.At, Rule.Circle,
                    $"{of} stands beside '{limits.NameOf(number)}', which is itself a commitment; name the limit of the law");
            }

            return new Limit(index, id, new Title(id, id), LimitKind.Within, NoLength, CountingRule.General) { OnExpiry = new Expiry() };
        }

        var counting = limitParts[number].Counting;
        limitParts[index] = limitParts[number];
        var length = item.Promise is { } laidOver ? Within(laidOver) : item.Of is null ? fields.Need("within") : null;
        var everywhere = length is not null ? RuleOf(id, length, counting, fill: null) : item.Of is null ? NoLength : null;
        if (everywhere is not null) { CheckPromise(item.Key.At, id, everywhere, law.Length, "the law"); }
        foreach (var above in item.Above) { CheckPromise(item.Key.At, id, everywhere!, RuleOf(id, Within(above), counting, fill: null), "a higher place"); }
        var local = item.Local.ConvertAll(l => (l.In, Length: RuleOf(id, Within(l.Length), counting, fill: null)));
        for (var i = 0; i < local.Count; i++)
        {
            CheckPromise(item.Local[i].Of.At, id, local[i].Length, In(law.Length, local[i].In), "the law");
            if (everywhere is not null) { CheckPromise(item.Local[i].Of.At, id, local[i].Length, everywhere, "the city"); }
        }

        var rule = local.Count == 0 ? everywhere! : new LengthRule.Local([.. local], everywhere);
        var title = fields.Has("title") ? fields.Title() : new Title($"{law.Title.Zh}（承诺）", $"{law.Title.En} (committed)");
        return law with
        {
            Index = index, Id = id, Title = title, Length = rule, When = everywhere is null ? InRegions(law.When, [.. local.Select(l => l.In)]) : law.When, ExtendedBy = null, Holds = [], ShortenedBy = -1, Promises = number, Rank = Rank.Promise,
            OnExpiry = new Expiry { Finding = findings.Find(WellKnown.PromiseMissed) },
            Doubt = Doubt(fields, of) ?? (item.Of is null ? null : overlay!.DoubtOf(item.Of.Text).Doubt),
            Basis = Cite(fields)?.Basis ?? law.Basis,
            Reference = ReferenceOf(fields),
        };
    }

    private static YamlNode Within(YamlNode promise) => (promise as YamlMap)?["within"] ?? promise;

    /// <summary>How long a limit is in a county.</summary>
    private static LengthRule In(LengthRule rule, Region region) => rule is LengthRule.Local local ? local.Of.Where(l => l.In == region).Select(l => l.Length).FirstOrDefault() ?? local.Else! : rule;

    /// <param name="by">Who gives the longer time.</param>
    private void CheckPromise(Place at, string id, LengthRule promise, LengthRule law, string by)
    {
        if (law is LengthRule.Local local)
        {
            foreach (var part in local.Of.Select(l => l.Length).Append(local.Else!)) { CheckPromise(at, id, promise, part, by); }
            return;
        }

        var pairs = (promise, law) switch
        {
            (LengthRule.Constant p, LengthRule.Constant l) => [(p.Length, l.Length)],
            (LengthRule.Constant p, LengthRule.Choose l) => l.Of.OfType<Length>().Select(one => (p.Length, one)),
            (LengthRule.Choose p, LengthRule.Choose l) when p.Fact == l.Fact =>
                p.Of.Zip(l.Of).Where(z => z.First is not null && z.Second is not null).Select(z => (z.First!.Value, z.Second!.Value)),
            (LengthRule.Field p, LengthRule.Field l) when p.Fact == l.Fact =>
                ItemsOf(p.Fact).Where(i => i.Lengths.ContainsKey(p.Name) && i.Lengths.ContainsKey(l.Name)).Select(i => (i.Lengths[p.Name], i.Lengths[l.Name])),
            (LengthRule.Field p, LengthRule.Constant l) => ItemsOf(p.Fact).Where(i => i.Lengths.ContainsKey(p.Name)).Select(i => (i.Lengths[p.Name], l.Length)),
            _ => Enumerable.Empty<(Length, Length)>(),
        };
        foreach (var (promised, statutory) in pairs)
        {
            if (!IsLonger(promised, statutory)) { continue; }
            diagnostics.Error(at, Rule.PromiseTooLong,
                $"'{id}' promises {promised} where {by} gives {statutory}; a commitment is never longer than {(by == "the law" ? "the law" : "that")}");
            return;
        }
    }

    private ImmutableArray<RegisterItem> ItemsOf(int fact) =>
        shelf.City is { } city && city.Registers.TryGetValue(factList[fact].Register ?? "", out var register) ? register.Items : [];
}
