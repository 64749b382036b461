using Xiezhi.Law.Procedures;

namespace Xiezhi.Catalogue.Checks;

/// <summary>Whether the editions of a procedure follow each other day by day: from the first edition on, one edition covers each day.</summary>
internal static class EditionsCheck
{
    /// <param name="editions">In the order of their first days, each with the place of its file.</param>
    public static void Run(IReadOnlyList<(Edition Edition, Place At)> editions, Diagnostics diagnostics)
    {
        for (var i = 1; i < editions.Count; i++)
        {
            var (before, after) = (editions[i - 1].Edition, editions[i].Edition);
            if (before.To is not { } last || last >= after.From)
            {
                diagnostics.Error(editions[i].At, Rule.Overlap,
                    $"{before.Id} also covers {after.From:yyyy-MM-dd}; let it end on {after.From.AddDays(-1):yyyy-MM-dd} (in-force: to)");
            }
            else if (last.AddDays(1) < after.From)
            {
                diagnostics.Error(editions[i].At, Rule.Gap,
                    $"no edition covers {last.AddDays(1):yyyy-MM-dd} to {after.From.AddDays(-1):yyyy-MM-dd}; {before.Id} ends too early, or an edition is "
                    + "missing");
            }
        }
    }
}
