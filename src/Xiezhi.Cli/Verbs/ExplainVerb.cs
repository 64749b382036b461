using System.CommandLine;
using Xiezhi.Catalogue;
using Xiezhi.Cli.Explaining;
using Xiezhi.Law.Time;

namespace Xiezhi.Cli.Verbs;

/// <summary><c>explain PROCEDURE[@EDITION] LIMIT --from DATE …</c>, or any rule: <c>explain --within 20:working-day --from DATE …</c></summary>
internal static class ExplainVerb
{
    private static readonly Argument<string?> Procedure = Optional("PROCEDURE", "Address or short name of a procedure; @yyyy-MM-dd names one of its editions.");
    private static readonly Argument<string?> LimitId = Optional("LIMIT", "Id of the limit.");
    private static readonly Option<string?> From = One("--from", "The day or the minute on which the clock starts; of a limit before a day, that day.");
    private static readonly Option<string?> Within = One("--within", "A rule of your own: within so many, as 20:working-day.");
    private static readonly Option<string?> AtLeast = One("--at-least", "A rule of your own: a minimum.");
    private static readonly Option<string?> Before = One("--before", "A rule of your own: so long before the day of --from.");
    private static readonly Option<string[]> Tolled = Many("--tolled", "Days on which the case rests, A..B, both included; again for more.");
    private static readonly Option<string[]> Excluded = Many("--excluded", "Days not charged although work goes on, A..B, both included; again for more.");
    private static readonly Option<string?> Extended = One("--extended", "By how much it is extended, as 30:calendar-day.");
    private static readonly Option<string[]> Fact = Many("--fact", "A fact on which the length depends, id=value; again for more.");
    private static readonly Option<string?> City = One("--city", "The city whose own limits apply, or none; without it the only one there is.");
    private static readonly Option<string?> Catalogue = LawSources.Option();
    private static readonly Option<bool> Json = Options.Json();
    private static readonly Option<bool> English = Options.English();

    private static readonly Option<string?>[] Rules = [Within, AtLeast, Before];

    public static Command Create()
    {
        var command = new Command("explain", "Works out a due day and tells how: each day counted, skipped, taken off, added and moved.")
        {
            Procedure, LimitId, From, Within, AtLeast, Before, Tolled, Excluded, Extended, Fact, City, Catalogue, Json, English,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult asked)
    {
        var explanation = Answer(asked);
        if (asked.GetValue(Json)) { Shell.Print(explanation.Json()); }
        else
        {
            foreach (var line in explanation.Text(asked.GetValue(English))) { Console.WriteLine(line); }
        }

        return Shell.Done;
    }

    private static Explanation Answer(ParseResult asked)
    {
        var own = Array.FindAll(Rules, rule => asked.GetValue(rule) is not null);
        var (procedure, limit) = (asked.GetValue(Procedure), asked.GetValue(LimitId));
        if ((procedure ?? limit) is { } unknown && unknown.StartsWith('-'))
        {
            throw new UsageException($"explain has no option '{unknown}'.", "See: xiezhi explain --help");
        }

        if (own.Length + (procedure is null ? 0 : 1) != 1)
        {
            throw new UsageException(
                own.Length == 0 ? "explain needs a procedure and a limit, or a rule." : "explain takes one rule, or a procedure and a limit.",
                "Say: xiezhi explain citizen-appeal handling --from 2023-03-01 --fact category=help, or: explain --within 20:working-day --from 2023-03-01");
        }

        var terms = Terms.Read(asked.GetValue(From), asked.GetValue(Tolled)!, asked.GetValue(Excluded)!, asked.GetValue(Extended));
        var sources = LawSources.Of(asked.GetValue(Catalogue));
        if (own is [var rule]) { return OfRule(sources, rule, asked.GetValue(rule)!, asked.GetValue(Fact)!, terms); }
        if (limit is null)
        {
            throw new UsageException($"explain {procedure} needs the id of a limit.", $"For example: xiezhi explain {procedure} decision --from {terms.From}");
        }

        return LimitQuestion.Find(sources, sources.City(asked.GetValue(City)), procedure!, limit, terms).Answer(asked.GetValue(Fact)!);
    }

    private static Explanation OfRule(LawSources sources, Option<string?> option, string text, string[] facts, Terms terms)
    {
        var kind = option == Within ? LimitKind.Within : option == AtLeast ? LimitKind.AtLeast : LimitKind.Before;
        if (facts.Length > 0)
        {
            throw new UsageException("--fact belongs to a procedure's limit, not to a rule.", "Leave it out, or name a procedure and a limit.");
        }

        if (kind == LimitKind.Before && (terms.Extension is not null || terms.Tolled.Length + terms.Excluded.Length > 0))
        {
            throw new UsageException("a limit before a day is neither stopped nor extended.", "Leave --tolled, --excluded and --extended out.");
        }

        var length = Terms.LengthOf(text, option.Name);
        var (calendar, diagnostics) = CatalogueReader.ReadCalendar(sources.Catalogue);
        if (calendar is null)
        {
            throw new UsageException($"the calendars have mistakes:\n{string.Join('\n', diagnostics)}", "Mend them, then run xiezhi catalogue check.");
        }

        var counting = kind == LimitKind.AtLeast ? CountingRule.General with { Rolls = RollRule.No } : CountingRule.General;
        var (due, steps) = terms.Reckon(calendar, kind, length, counting, OfficeHours.Usual, []);
        return new Explanation(null, $"{option.Name[2..]} {length}", null, length, due, steps);
    }

    private static Argument<string?> Optional(string name, string description) => new(name) { Description = description, Arity = ArgumentArity.ZeroOrOne };

    private static Option<string?> One(string name, string description) => new(name) { Description = description };

    private static Option<string[]> Many(string name, string description) => new(name) { Description = description, DefaultValueFactory = _ => [] };
}
