using System.Collections.Immutable;
using System.CommandLine;
using Xiezhi.Catalogue;
using Xiezhi.Catalogue.Yaml;
using Xiezhi.Office.Acts;

namespace Xiezhi.Cli.Acting;

/// <summary>A file that comes with an act.</summary>
/// <param name="Document">Id of the document that it is; null for the only one that the act's form asks for.</param>
internal sealed record ActFile(string? Document, string Path);

/// <summary>The line of an act: who, what, with which facts and papers.</summary>
internal sealed class ActLine
{
    private const int ShortestKey = 8, LongestKey = 128;

    private ActLine(string account, ActInput input, ImmutableArray<ActFile> files) => (Account, Input, Files) = (account, input, files);

    public string Account { get; }
    /// <summary>Without the papers that are still to be uploaded.</summary>
    public ActInput Input { get; }
    public ImmutableArray<ActFile> Files { get; }

    public static Argument<string> First { get; } = new("NUMBER") { Description = "The number on the papers of the case; with --open, the act." };
    public static Argument<string?> Second { get; } = new("ACT") { Description = "Id of the act, or serve: and the id of a document; amend-entry:5, annul-entry:5 (annul-entry:5+act brings in what was never recorded), hand-over:role, move-edition:day.", Arity = ArgumentArity.ZeroOrOne };
    public static Option<string?> Open { get; } = One("--open", "Opens a case of this procedure.");
    public static Option<string> As { get; } = new("--as") { Description = "The account in whose name it is done.", Required = true };
    public static Option<string[]> Facts { get; } = Many("--fact", "A fact, id=value; again for more.");
    public static Option<string[]> Names { get; } = Many("--name", "An organ or officer for a role, role=organ or role=organ/number; again for more.");
    public static Option<string[]> Persons { get; } = Many("--person", "A party for a role, role=name,identity,phone; the last two may be left out; again for more.");
    public static Option<string[]> Documents { get; } = Many("--document", "A document that lies on paper; again for more.");
    public static Option<string[]> Papers { get; } = Many("--file", "A file to hand in, document=path, or the path alone where the act asks for one document; again for more.");
    public static Option<string?> Outcome { get; } = One("--outcome", "How the case ends, for an act that closes it in several ways.");
    public static Option<string?> On { get; } = One("--on", "The role on which a document is served.");
    public static Option<string?> Why { get; } = One("--why", "Why an entry is put right or struck out, a role handed over, a case moved.");
    public static Option<string?> By { get; } = One("--by", "The role that did what a correction brings in, where several can have.");
    public static Option<string?> Follow { get; } = One("--follow", "The procedure that follows, for an act that leaves it to whoever does it.");
    public static Option<string?> When { get; } = One("--when", "The day or the minute on which it happened, Beijing time; without it now.");
    public static Option<int> Officers { get; } = new("--officers") { Description = "How many officers sign.", DefaultValueFactory = _ => 1 };
    public static Option<string?> Key { get; } = One("--key", "The same line under the same key is done once; without it each line is new.");

    /// <summary>Reads the line.</summary>
    /// <exception cref="UsageException">Something in it cannot be read.</exception>
    public static ActLine Read(ParseResult asked)
    {
        var open = asked.GetValue(Open);
        var (first, second) = (asked.GetValue(First)!, asked.GetValue(Second));
        if (open is null && second is null) { throw new UsageException("act needs the number of a case and an act.", "Say: xiezhi act --data DIR NUMBER ACT --as ID, or: act --data DIR --open PROCEDURE ACT --as ID"); }
        if (open is not null && second is not null) { throw new UsageException($"act takes the number of a case or --open, not both; '{first}' is one word too many.", "Leave the number out to open a case."); }
        var key = asked.GetValue(Key) ?? $"{Guid.NewGuid():N}";
        if (key.Length is < ShortestKey or > LongestKey || !key.All(c => c is > ' ' and <= '~'))
        {
            throw new UsageException($"--key '{key}' is no key.", $"A key has {ShortestKey} to {LongestKey} visible ASCII characters.");
        }

        return new ActLine(asked.GetValue(As)!, new ActInput
        {
            Case = open is null ? first : null,
            Procedure = open is null ? null : Address(open),
            Act = second ?? first,
            Facts = Pairs(asked.GetValue(Facts)!, Facts.Name, "id=value"),
            Names = Pairs(asked.GetValue(Names)!, Names.Name, "role=organ"),
            Persons = Pairs(asked.GetValue(Persons)!, Persons.Name, "role=name,identity,phone").ToImmutableDictionary(p => p.Key, p => PersonOf(p.Value)),
            Documents = asked.GetValue(Documents)!.Distinct(StringComparer.Ordinal).ToImmutableDictionary(d => d, _ => ImmutableArray<string>.Empty),
            Outcome = asked.GetValue(Outcome),
            On = asked.GetValue(On),
            Why = asked.GetValue(Why),
            By = asked.GetValue(By),
            Follow = asked.GetValue(Follow) is { } follow ? Address(follow) : null,
            When = asked.GetValue(When),
            Officers = asked.GetValue(Officers),
            Key = key,
        }, [.. asked.GetValue(Papers)!.Select(FileOf)]);
    }

    private static string Address(string procedure)
    {
        var all = CatalogueReader.Addresses(Home.Catalogue);
        return all.FirstOrDefault(a => a == procedure || a.EndsWith($"/{procedure}", StringComparison.Ordinal))
            ?? throw new UsageException($"there is no procedure '{procedure}'{Nearest.Suggestion(procedure, all.Select(a => a[(a.IndexOf('/') + 1)..]))}", "See catalogue/procedures/.");
    }

    private static ImmutableDictionary<string, string> Pairs(string[] given, string option, string form)
    {
        var pairs = ImmutableDictionary.CreateBuilder<string, string>();
        foreach (var one in given)
        {
            var at = one.IndexOf('=');
            if (at <= 0) { throw new UsageException($"{option} '{one}' cannot be read.", $"Write {option} {form}."); }
            if (!pairs.TryAdd(one[..at], one[(at + 1)..])) { throw new UsageException($"{option} {one[..at]} is given twice.", "Keep one."); }
        }

        return pairs.ToImmutable();
    }

    private static PersonInput PersonOf(string text)
    {
        var parts = text.Split(',', '，');
        return parts.Length <= 3 ? new PersonInput(parts[0].Trim(), parts.ElementAtOrDefault(1)?.Trim() ?? "", parts.ElementAtOrDefault(2)?.Trim() ?? "")
            : throw new UsageException($"--person '{text}' has more than name, identity and phone.", "Write --person role=name,identity,phone.");
    }

    private static ActFile FileOf(string given)
    {
        var at = given.IndexOf('=');
        var file = at > 0 && !File.Exists(given) ? new ActFile(given[..at], given[(at + 1)..]) : new ActFile(null, given);
        return File.Exists(file.Path) ? file : throw new UsageException($"there is no file '{file.Path}'.", "Write --file document=path.");
    }

    private static Option<string?> One(string name, string description) => new(name) { Description = description };

    private static Option<string[]> Many(string name, string description) => new(name) { Description = description, DefaultValueFactory = _ => [] };
}
