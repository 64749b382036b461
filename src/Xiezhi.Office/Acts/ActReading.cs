using System.Collections.Immutable;
using System.Text;
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
    public sealed record Sound(Edition Edition, ActRequest Request) : ActReading;

    /// <summary>All that is wrong with it, at once.</summary>
    public sealed record Unsound(ImmutableArray<InputProblem> Problems) : ActReading;

    /// <summary>Something is wrong with it, but the law would say no whatever was mended.</summary>
    public sealed record Refused(Edition Edition, Decision.Refused Why) : ActReading;

    /// <summary>Reads an input. The only place that makes a request out of what somebody sent.</summary>
    /// <param name="state">The case as it stands; null to open one.</param>
    /// <param name="now">By the city's clock.</param>
    /// <param name="papers">The content of an uploaded paper by its id; null when there is none that the viewer may use.</param>
    /// <param name="history">The entries of the case, which are read only where one is to be put right; null for a case of which none is known.</param>
    public static ActReading Read(LawBook book, CaseState? state, ActInput input, Viewer viewer, Moment now, Func<string, ContentHash?> papers, Func<ImmutableArray<Entry>>? history = null) =>
        new ActReader(book, state, input, viewer, now, papers, history ?? (() => [])).Read();

    /// <summary>The input as one text, the same for the same content in whatever order it came; key, case, procedure and what was seen are not in it.</summary>
    internal static string Text(ActInput input)
    {
        var text = new StringBuilder(256);
        Append(text, input.Act, input.Outcome, input.On, input.When);
        text.Append(input.Officers).Append(';');
        foreach (var (id, value) in InOrder(input.Facts)) { Append(text, id, value); }
        text.Append(';');
        foreach (var (id, value) in InOrder(input.Names)) { Append(text, id, value); }
        text.Append(';');
        foreach (var (id, person) in InOrder(input.Persons)) { Append(text, id, person.Name, person.Identity, person.Phone); }
        text.Append(';');
        foreach (var (id, papers) in InOrder(input.Documents))
        {
            Append(text, id);
            foreach (var paper in papers.IsDefault ? [] : papers) { Append(text, paper); }
            text.Append(',');
        }

        // Said only where it is given, so that what was sent before these could be given reads as it did.
        if (input.Why is not null || input.By is not null || input.Follow is not null) { Append(text, input.Why, input.By, input.Follow); }
        return text.ToString();
    }

    // Each part with its length before it, so that no two inputs run together to the same text.
    private static void Append(StringBuilder text, params ReadOnlySpan<string?> parts)
    {
        foreach (var part in parts)
        {
            if (part is null) { text.Append('-'); }
            else { text.Append(part.Length).Append(':').Append(part); }
        }
    }

    private static KeyValuePair<string, T>[] InOrder<T>(ImmutableDictionary<string, T> parts)
    {
        var ordered = new KeyValuePair<string, T>[parts.Count];
        var next = 0;
        foreach (var part in parts) { ordered[next++] = part; }
        Array.Sort(ordered, static (a, b) => string.CompareOrdinal(a.Key, b.Key));
        return ordered;
    }
}
