namespace Xiezhi.Office.People;

/// <summary>Base 32 in Crockford's alphabet: without the letters that people take for digits or for each other.</summary>
internal static class Crockford
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>Writes the bytes, five bits a character; bits left over at the end are left out.</summary>
    public static string Write(ReadOnlySpan<byte> bytes)
    {
        var text = new char[bytes.Length * 8 / 5];
        uint bits = 0;
        var held = 0;
        var next = 0;
        foreach (var b in bytes)
        {
            bits = (bits << 8) | b;
            held += 8;
            for (; held >= 5; held -= 5) { text[next++] = Alphabet[(int)(bits >> (held - 5)) & 31]; }
        }

        return new string(text);
    }

    /// <summary>What somebody typed, as <see cref="Write"/> would have written it: capitals, without hyphens and blanks, O as 0, I and L as 1.</summary>
    public static string Tidy(string typed)
    {
        var tidy = new System.Text.StringBuilder(typed.Length);
        foreach (var c in typed.Normalize(System.Text.NormalizationForm.FormKC).ToUpperInvariant())
        {
            if (c is '-' or ' ' or '—' or '–' or '_') { continue; }
            tidy.Append(c switch { 'O' => '0', 'I' or 'L' => '1', _ => c });
        }

        return tidy.ToString();
    }
}
