using System.Collections.Frozen;
using Xiezhi.Catalogue.Laws;
using Xiezhi.Catalogue.Templates;
using Xiezhi.Catalogue.Yaml;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Registers;
using Xiezhi.Law.Time;

namespace Xiezhi.Catalogue.Procedures;

/// <summary>What procedures refer to: the laws, the code lists and the city.</summary>
/// <param name="Templates">The templates of documents by id.</param>
/// <param name="City">Null when the catalogue is read without a city: then nobody's competence is checked.</param>
internal sealed record Shelf(FrozenDictionary<string, LawText> Laws, FrozenDictionary<string, CodeList> Codes, FrozenDictionary<string, TemplateText> Templates, City? City)
{
    /// <summary>The registers that acts write.</summary>
    public FrozenDictionary<string, RegisterForm> Registers { get; init; } = FrozenDictionary<string, RegisterForm>.Empty;

    /// <summary>A system by which people file, as <c>codes/systems.yaml</c> has it; null after reporting that it has none of that name.</summary>
    public FilingSystem? SystemNamed(YamlScalar name, Diagnostics diagnostics)
    {
        if (Codes.TryGetValue("systems", out var systems) && systems.IndexOf(name.Text) is >= 0 and var at) { return new FilingSystem(name.Text, systems.Titles[at].Zh, systems.Titles[at].En); }
        diagnostics.Error(name.At, Rule.UnknownId, $"codes/systems.yaml has no system '{name.Text}'{Nearest.Suggestion(name.Text, systems?.Codes ?? [])}");
        return null;
    }

    /// <summary>The title that a well-known list (marks, rights, findings) gives an id; null when the list exists and lacks it.</summary>
    public Title? TitleIn(string list, string id)
    {
        if (!Codes.TryGetValue(list, out var codes)) { return new Title(id, id); }
        var at = codes.IndexOf(id);
        return at < 0 ? null : codes.Titles[at];
    }
}
