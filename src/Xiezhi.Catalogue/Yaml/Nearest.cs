namespace Xiezhi.Catalogue.Yaml;

/// <summary>Finds what somebody probably meant.</summary>
public static class Nearest
{
    /// <summary>A sentence to append to a message: <c> Did you mean 'x'?</c>, else a short list of what there is, else nothing.</summary>
    public static string Suggestion(string word, IEnumerable<string> known)
    {
        var all = known.ToList();
        if (Find(word, all) is { } best) { return $". Did you mean '{best}'?"; }
        return all.Count switch
        {
            0 => "",
            <= 12 => $"; there is {string.Join(", ", all)}",
            _ => "",
        };
    }

    /// <summary>The word that is near enough to have been meant, or null.</summary>
    public static string? Find(string word, IEnumerable<string> known)
    {
        var best = known.Select(k => (Word: k, Distance: Distance(word, k))).OrderBy(k => k.Distance).ThenBy(k => k.Word, StringComparer.Ordinal).FirstOrDefault();
        return best.Word is not null && best.Distance <= Math.Max(1, Math.Min(word.Length, best.Word.Length) / 3) ? best.Word : null;
    }

    /// <summary>How many letters must be added, left out, changed or swapped with a neighbour.</summary>
    public static int Distance(string a, string b)
    {
        var before = new int[b.Length + 1];
        var last = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++) { last[j] = j; }
        for (var i = 1; i <= a.Length; i++)
        {
            var row = new int[b.Length + 1];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                row[j] = Math.Min(Math.Min(row[j - 1], last[j]) + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) { row[j] = Math.Min(row[j], before[j - 2] + 1); }
            }

            (before, last) = (last, row);
        }

        return last[b.Length];
    }
}
