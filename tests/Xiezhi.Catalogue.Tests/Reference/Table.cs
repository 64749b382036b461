using System.Text;

namespace Xiezhi.Catalogue.Tests.Reference;

/// <summary>The tables beside these tests: comma-separated, with quotes where a value has a comma.</summary>
internal static class Table
{
    /// <summary>The rows of a file, without its heading.</summary>
    public static IEnumerable<string[]> Rows(string file) =>
        File.ReadLines(Path.Combine(House.Root, "tests", "Xiezhi.Catalogue.Tests", "Reference", file)).Skip(1).Where(line => line.Length > 0).Select(Cells);

    private static string[] Cells(string line)
    {
        var (cells, cell, quoted) = (new List<string>(), new StringBuilder(), false);
        foreach (var c in line)
        {
            if (c == '"') { quoted = !quoted; }
            else if (c == ',' && !quoted) { cells.Add(cell.ToString()); cell.Clear(); }
            else { cell.Append(c); }
        }

        cells.Add(cell.ToString());
        return [.. cells];
    }
}
