using System.Collections.Immutable;
using System.Security.Cryptography;
using Xiezhi.Catalogue.Checks;
using Xiezhi.Catalogue.Procedures;
using Xiezhi.Catalogue.Yaml;
using Xiezhi.Law.Procedures;

namespace Xiezhi.Catalogue;

/// <summary>The procedures: where their editions lie, what is laid over each, and how one is compiled and checked.</summary>
public sealed partial class CatalogueReader
{
    private IEnumerable<string> AllAddresses() =>
        Addresses(catalogue).Concat(draft is null ? [] : AddressesUnder(draft)).Concat(Local is null ? [] : AddressesUnder(Local)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    /// <summary>Folder of the procedures that only the city has; null without a city.</summary>
    private string? Local => city is null ? null : Path.Combine(city, "local");

    /// <summary>The files of a procedure that only the city has. What the law of the land prescribes is not for a city to write anew.</summary>
    private List<string> LocalFiles(string address)
    {
        if (Local is null) { return []; }
        var files = FilesIn(Path.Combine(Local, address)).ToList();
        if (files.Count == 0 || !Directory.Exists(Path.Combine(catalogue, "procedures", address))) { return files; }
        diagnostics.Error(Place.Whole(Shown(files[0])), Rule.Overlay, $"'{address}' is a procedure of the catalogue; lay over it in procedures/{address}, or give the city's own another name");
        return [];
    }

    // A draft takes the place of the file of the same name.
    private List<string> EditionFiles(string address) =>
        [.. FilesIn(Path.Combine(catalogue, "procedures", address)).Concat(draft is null ? [] : FilesIn(Path.Combine(draft, address))).Concat(LocalFiles(address))
            .GroupBy(f => Path.GetFileName(f), StringComparer.Ordinal).Select(g => g.Last()).OrderBy(f => Path.GetFileName(f), StringComparer.Ordinal)];

    // Whoever wants a procedure wants those whose cases its cases open.
    private void ReadLinked(ImmutableArray<Edition>.Builder editions, Shelf shelf)
    {
        var known = AllAddresses().ToHashSet(StringComparer.Ordinal);
        known.ExceptWith(editions.Select(e => e.Procedure));
        for (var i = 0; i < editions.Count; i++)
        {
            foreach (var link in editions[i].Links) { if (link.Opens is { } address && known.Remove(address)) { editions.AddRange(ReadProcedure(address, shelf)); } }
        }
    }

    private List<Edition> ReadProcedure(string address, Shelf shelf)
    {
        var overlays = ReadOverlays(address);
        var editions = new List<(Edition Edition, Place At)>();
        var files = EditionFiles(address);
        for (var i = 0; i < files.Count; i++)
        {
            if (DayOf(files[i]) is not { } day) { continue; }
            var bytes = File.ReadAllBytes(files[i]);
            if (YamlFile.ParseMap(bytes, Shown(files[i]), diagnostics) is not { } map) { continue; }
            var next = i + 1 < files.Count && Fields.TryDay(Path.GetFileNameWithoutExtension(files[i + 1]), out var after) ? after : DateOnly.MaxValue;
            var laid = overlays.Where(o => o.Overlay.From >= day && o.Overlay.From < next).ToList();
            foreach (var (_, second) in laid.GroupBy(o => o.Place, StringComparer.Ordinal).SelectMany(of => of.Skip(1)))
            {
                diagnostics.Error(second.At, Rule.Overlay,
                    $"two overlays lie over the edition of {day:yyyy-MM-dd}; keep one, named by the day from which it holds");
            }

            overlays.RemoveAll(laid.Contains);
            var overlay = laid.Count == 0 ? null : new Layers([.. laid.Where(o => o.Overlay.In is null).Select(o => o.Overlay)], [.. laid.Where(o => o.Overlay.In is not null).Select(o => o.Overlay)], diagnostics);
            var edition = Compile(map, bytes, address, day, overlay, shelf);
            editions.Add((edition, map.At));
        }

        foreach (var (_, lone) in overlays)
        {
            diagnostics.Error(lone.At, Rule.Overlay,
                $"no edition of '{address}' is in force on {lone.From:yyyy-MM-dd}; name the file by a day on which one is");
        }

        EditionsCheck.Run(editions, diagnostics);
        TransitionCheck.Run(editions, diagnostics);
        return editions.ConvertAll(e => e.Edition);
    }

    private Edition Compile(YamlMap map, byte[] bytes, string address, DateOnly day, Layers? overlay, Shelf shelf)
    {
        var lost = Lost;
        var writing = new EditionDraft(map, address, day, overlay, shelf, diagnostics);
        var edition = writing.Compile([.. SHA256.HashData([.. bytes, .. overlay?.Bytes ?? []])]);
        // Where a name leads nowhere or back to itself, whatever rests on it would be reported again as unreachable, unused or endless.
        if (Lost == lost)
        {
            new EditionCheck(edition, writing.Places, diagnostics).Run();
            checkedEditions.Add((edition, writing.Places));
        }

        places[edition.Id] = writing.Places;
        return edition;
    }

    private int Lost => diagnostics.CountOf(Rule.UnknownId) + diagnostics.CountOf(Rule.Circle);

    // What the province lays over comes first, then the city's, then that of each county.
    private List<(string Place, Overlay Overlay)> ReadOverlays(string address)
    {
        var overlays = new List<(string, Overlay)>();
        if (city is null) { return overlays; }
        var layers = new List<(string Folder, Region? In)> { (city, null) };
        if (province is not null) { layers.Insert(0, (province, null)); }
        layers.AddRange(counties.Select(c => (c.Folder, (Region?)c.Region)));
        foreach (var (folder, region) in layers)
        {
            foreach (var file in FilesIn(Path.Combine(folder, "procedures", address)))
            {
                if (DayOf(file) is not { } day) { continue; }
                var bytes = File.ReadAllBytes(file);
                if (YamlFile.ParseMap(bytes, Shown(file), diagnostics) is { } map) { overlays.Add((folder, new Overlay(map, day, [.. bytes], region, diagnostics))); }
            }
        }

        return overlays;
    }
}
