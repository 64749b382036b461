using System.Collections.Immutable;
using System.Text.Json;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;
using Xiezhi.Office.People;

namespace Xiezhi.Office.Acts;

/// <summary>What came of reading an <see cref="ActInput"/>.</summary>
public abstract record ActReading
{
    private ActReading() { }

    /// <summary>It reads as a request; whether the law accepts it is not asked yet.</summary>
    /// <param name="Edition">The case's edition, or for a case to open the one in force on the day.</param>
    /// <param name="Sent">What was sent, as one text, for the comparison of repeated keys.</param>
    public sealed record Sound(Edition Edition, ActRequest Request, string Sent) : ActReading;

    /// <summary>All that is wrong with it, at once.</summary>
    public sealed record Unsound(ImmutableArray<InputProblem> Problems) : ActReading;

    /// <summary>Something is wrong with it, but the law would say no whatever was mended.</summary>
    public sealed record Refused(Edition Edition, Decision.Refused Why) : ActReading;

    /// <summary>Reads an input. The only place that makes a request out of what somebody sent.</summary>
    /// <param name="state">The case as it stands; null to open one.</param>
    /// <param name="now">By the city's clock.</param>
    /// <param name="papers">The content of an uploaded paper by its id; null when there is none that the viewer may use.</param>
    public static ActReading Read(LawBook book, CaseState? state, ActInput input, Viewer viewer, Moment now, Func<string, ContentHash?> papers) =>
        new ActReader(book, state, input, viewer, now, papers).Read();

    /// <summary>The input as one text, the same for the same content in whatever order it came.</summary>
    internal static string Text(ActInput input) => JsonSerializer.Serialize(new object?[]
    {
        input.Act, input.Outcome, input.On, input.Officers, input.When,
        input.Facts.OrderBy(p => p.Key, StringComparer.Ordinal), input.Names.OrderBy(p => p.Key, StringComparer.Ordinal),
        input.Persons.OrderBy(p => p.Key, StringComparer.Ordinal), input.Documents.OrderBy(p => p.Key, StringComparer.Ordinal),
    });
}
