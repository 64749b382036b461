using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Fluid;
using Fluid.Ast;
using Xiezhi.Catalogue.Yaml;

namespace Xiezhi.Catalogue.Templates;

/// <summary>Reads the templates of documents and reports what in them cannot be understood.</summary>
internal sealed partial class TemplateReader(Diagnostics diagnostics)
{
    private static readonly FluidParser Parser = new();
    private readonly Dictionary<string, TemplateText> templates = new(StringComparer.Ordinal);

    public FrozenDictionary<string, TemplateText> Templates => templates.ToFrozenDictionary(StringComparer.Ordinal);

    /// <param name="shown">The file's path as people see it; its name is the template's id.</param>
    public void Read(string text, string shown)
    {
        var id = Path.GetFileNameWithoutExtension(shown);
        if (templates.ContainsKey(id)) { diagnostics.Error(Place.Whole(shown), Rule.DuplicateId, $"there are two templates '{id}'; give the city's own another name"); }
        if (!Parser.TryParse(text, out var parsed, out var error))
        {
            diagnostics.Error(PlaceOf(error, shown), Rule.Template, $"the template cannot be read: {error.Split('\n')[0].Trim()}");
            // Whoever names it is not told that it is missing.
            templates[id] = new TemplateText(id, "", []);
            return;
        }

        var spoken = new Spoken();
        spoken.VisitTemplate(parsed);
        var members = ImmutableArray.CreateBuilder<(string, string)>();
        foreach (var (root, member) in spoken.Names.Distinct())
        {
            if (TemplateWords.Groups.Contains(root) && member is not null) { members.Add((root, member)); }
            else if (TemplateWords.Groups.Contains(root)) { Unknown(text, shown, root, $"'{root}' needs the id of something, as in {root}.some-id"); }
            else if (!TemplateWords.Single.Contains(root) && !spoken.Own.Contains(root))
            {
                Unknown(text, shown, root, $"no template knows '{root}'{Nearest.Suggestion(root, TemplateWords.Single.AddRange(TemplateWords.Groups))}");
            }
        }

        templates[id] = new TemplateText(id, text, members.DrainToImmutable());
    }

    private void Unknown(string text, string shown, string word, string message)
    {
        var at = text.IndexOf(word, StringComparison.Ordinal);
        var line = text.AsSpan(0, Math.Max(at, 0)).Count('\n') + 1;
        diagnostics.Error(new Place(shown, line, at - text.LastIndexOf('\n', Math.Max(at, 0)) is var column and > 0 ? column : 1), Rule.Template, message);
    }

    private static Place PlaceOf(string error, string shown) => Position().Match(error) is { Success: true } match
        ? new Place(shown, int.Parse(match.Groups["line"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture), int.Parse(match.Groups["column"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture))
        : Place.Whole(shown);

    [GeneratedRegex(@"\((?<line>[0-9]{1,6}):(?<column>[0-9]{1,6})\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 200)]
    private static partial Regex Position();

    /// <summary>Every name that a template speaks of, and the names that it gives itself.</summary>
    private sealed class Spoken : AstVisitor
    {
        public List<(string Root, string? Member)> Names { get; } = [];
        public HashSet<string> Own { get; } = new(StringComparer.Ordinal) { "forloop" };

        protected override Expression VisitMemberExpression(MemberExpression member)
        {
            if (member.Segments[0] is IdentifierSegment root) { Names.Add((root.Identifier, member.Segments.Count > 1 ? (member.Segments[1] as IdentifierSegment)?.Identifier : null)); }
            return base.VisitMemberExpression(member);
        }

        protected override Statement VisitForStatement(ForStatement loop)
        {
            Own.Add(loop.Identifier);
            return base.VisitForStatement(loop);
        }

        protected override Statement VisitAssignStatement(AssignStatement assign)
        {
            Own.Add(assign.Identifier);
            return base.VisitAssignStatement(assign);
        }
    }
}
