using System.Text;

namespace Xiezhi.Office.Matters;

/// <summary>Text as the search compares it: runs of Han as overlapping pairs, other words whole; full and half width, upper and lower case alike.</summary>
public static class Grams
{
    /// <summary>The grams of a text, each once, in order. A single Han sign stands alone.</summary>
    public static IReadOnlyList<string> Of(string text)
    {
        var grams = new List<string>();
        var folded = Fold(text);
        for (var at = 0; at < folded.Length;)
        {
            var end = at;
            if (IsHan(folded[at]))
            {
                while (end < folded.Length && IsHan(folded[end])) { end++; }
                if (end == at + 1) { Add(folded[at..end]); }
                for (var i = at; i + 1 < end; i++) { Add(folded.Substring(i, 2)); }
            }
            else if (char.IsLetterOrDigit(folded[at]))
            {
                while (end < folded.Length && char.IsLetterOrDigit(folded[end]) && !IsHan(folded[end])) { end++; }
                Add(folded[at..end]);
            }
            else { end++; }
            at = end;
        }

        return grams;

        void Add(string gram) { if (!grams.Contains(gram)) { grams.Add(gram); } }
    }

    /// <summary>One form for signs that look alike to whoever types them.</summary>
    public static string Fold(string text)
    {
        // The process knows no culture and normalises nothing, so width is folded here.
        var folded = new StringBuilder(text.Length);
        foreach (var c in text) { folded.Append(c is >= '！' and <= '～' ? (char)(c - '！' + '!') : c == '\u3000' ? ' ' : c); }
        return folded.ToString().ToLowerInvariant();
    }

    private static bool IsHan(char c) => c is (>= '㐀' and <= '鿿') or (>= '豈' and <= '﫿') or '〇';
}
