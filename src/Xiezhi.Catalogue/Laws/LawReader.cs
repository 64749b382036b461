using System.Collections.Frozen;
using System.Globalization;
using Xiezhi.Catalogue.Yaml;
using Xiezhi.Law.Time;

namespace Xiezhi.Catalogue.Laws;

/// <summary>Reads <c>law/*.yaml</c>: a law with its editions, each with its time in force and its way of counting.</summary>
internal sealed class LawReader(Diagnostics diagnostics)
{
    private readonly Dictionary<string, LawText> laws = new(StringComparer.Ordinal);

    public FrozenDictionary<string, LawText> Laws => laws.ToFrozenDictionary(StringComparer.Ordinal);

    public void Read(YamlMap file)
    {
        var fields = new Fields(file, diagnostics, "a law", "id", "title", "editions");
        var id = fields.Text("id");
        if (id is null) { fields.Need("id"); }
        var title = fields.Title();
        var editions = new Dictionary<string, LawEdition>(StringComparer.Ordinal);
        fields.Need("editions");
        foreach (var pair in fields.Section("editions")?.Pairs ?? [])
        {
            if (pair.Value is YamlMap map) { editions.Add(pair.Key.Text, Edition(id ?? "", pair.Key.Text, map)); }
            else { diagnostics.Error(pair.Value.At, Rule.WrongShape, $"edition '{pair.Key.Text}' is {pair.Value.Shape}; a mapping belongs here"); }
        }

        if (id is not null && !laws.TryAdd(id, new LawText(id, title, editions.ToFrozenDictionary(StringComparer.Ordinal), file.At)))
        {
            diagnostics.Error(file.At, Rule.DuplicateId, $"the law '{id}' is already in {laws[id].At.File}; keep all its editions in one file");
        }
    }

    private LawEdition Edition(string law, string name, YamlMap map)
    {
        var of = $"{law}@{name}";
        var fields = new Fields(map, diagnostics, of, "number", "in-force", "counting", "doubt");
        DateOnly? from = null;
        DateOnly? to = null;
        if (fields.Need("in-force") is not null && fields.Section("in-force") is { } inForce)
        {
            var days = new Fields(inForce, diagnostics, $"in-force of {of}", "from", "to");
            days.Need("from");
            from = days.Day("from");
            to = days.Day("to");
        }

        var doubt = fields.Text("doubt");
        if (doubt is not null) { diagnostics.Warn(fields["doubt"]!.At, Rule.Doubt, $"{of}: {doubt}"); }
        var counting = fields.Section("counting") is { } section ? Counting(of, section) : null;
        return new LawEdition(name, fields.Text("number") ?? "", from ?? DateOnly.MaxValue, to, counting, doubt, map.At);
    }

    private LawCounting Counting(string of, YamlMap map)
    {
        var fields = new Fields(map, diagnostics, $"counting of {of}", "working", "else", "first-day", "rolls", "tolled-ends", "transit", "source");
        FrozenSet<int>? numbers = FrozenSet<int>.Empty;
        if (fields["working"] is YamlScalar { Text: "all" }) { numbers = null; }
        else if (fields.Has("working"))
        {
            var list = new HashSet<int>();
            foreach (var word in fields.Words("working"))
            {
                if (int.TryParse(word.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) { list.Add(number); }
                else { diagnostics.Error(word.At, Rule.WrongValue, $"'{word.Text}' is not a number of days; write all, or a list of numbers"); }
            }

            numbers = list.ToFrozenSet();
        }

        DayUnit? otherwise = fields.Has("else") ? fields.OneOf("else", "calendar-days", "working-days") == 0 ? DayUnit.CalendarDay : DayUnit.WorkingDay : null;
        var rolls = fields.OneOf("rolls", "true", "false", "by-analogy") switch { 0 => RollRule.Yes, 1 => RollRule.No, _ => RollRule.ByAnalogy };
        var ends = (TolledEnds)fields.OneOf("tolled-ends", "neither", "first", "last", "both");
        return new LawCounting(numbers, otherwise, new CountingRule(fields.Flag("first-day"), rolls, ends)
        {
            PostedInTime = fields.OneOf("transit", "received-day", "posted-day") == 1,
        });
    }
}
