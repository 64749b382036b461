using Xiezhi.Catalogue.Procedures;
using Xiezhi.Catalogue.Yaml;
using Xiezhi.Law.Time;

namespace Xiezhi.Catalogue.Calendars;

/// <summary>Reads <c>outages/*.yaml</c> of a city: when systems by which people file did not serve, and who attests it.</summary>
internal sealed class OutageReader(Shelf shelf, Diagnostics diagnostics)
{
    private readonly List<Outage> outages = [];

    public IReadOnlyList<Outage> Outages => outages;

    public void Read(YamlMap file, string fileName)
    {
        var fields = new Fields(file, diagnostics, "an outage", "system", "from", "to", "attested", "doubt");
        foreach (var needed in new[] { "system", "from", "attested" }) { fields.Need(needed); }
        if (fields.Text("doubt") is { } doubt) { diagnostics.Warn(fields["doubt"]!.At, Rule.Doubt, $"outage {fileName}: {doubt}"); }
        var system = fields.Scalar("system") is { } name ? shelf.SystemNamed(name, diagnostics) : null;
        var attested = fields.Section("attested") is { } section ? AttestationOf(section) : null;
        if (system is not { } known || fields.Day("from") is not { } first) { return; }
        if (fileName != $"{known.Id}-{first:yyyy-MM-dd}")
        {
            diagnostics.Error(fields["from"]!.At, Rule.FileName, $"the outage lies in {fileName}.yaml; name the file by system and first day: {known.Id}-{first:yyyy-MM-dd}.yaml");
        }

        var last = fields.Day("to") ?? first;
        if (last < first) { diagnostics.Error(fields["to"]!.At, Rule.WrongCalendar, $"the outage ends on {last:yyyy-MM-dd}, before it begins"); return; }
        if (attested is { } by && by.On < first) { diagnostics.Error(fields["attested"]!.At, Rule.WrongCalendar, $"it is attested on {by.On:yyyy-MM-dd}, before it begins; an outage is attested once it has come"); }
        if (outages.Find(o => o.System.Id == known.Id && o.First <= last && first <= o.Last) is { } other)
        {
            diagnostics.Error(file.At, Rule.WrongCalendar, $"another outage of '{known.Id}' lasts from {other.First:yyyy-MM-dd} to {other.Last:yyyy-MM-dd}; make them one");
            return;
        }

        outages.Add(new Outage(known, first, last) { Attested = attested });
    }

    private Attestation? AttestationOf(YamlMap map)
    {
        var fields = new Fields(map, diagnostics, "the attestation", "by", "on", "document");
        foreach (var needed in new[] { "by", "on", "document" }) { fields.Need(needed); }
        if (fields.Scalar("by") is { } organ && shelf.City?.FindOrgan(organ.Text) is null)
        {
            diagnostics.Error(organ.At, Rule.UnknownId, $"the city has no organ '{organ.Text}'{Nearest.Suggestion(organ.Text, shelf.City?.Organs.Select(o => o.Id) ?? [])}");
        }

        return fields.Text("by") is { } by && fields.Day("on") is { } on && fields.Text("document") is { } document ? new Attestation(by, on, document) : null;
    }
}
