using System.Text.Json;

namespace Xiezhi.Cli.Tests;

/// <summary>The reading commands and the shapes of their JSON, which programs rely on.</summary>
public sealed class ReadingTests(ReplayedCity city)
{
    private static readonly string[] Figures =
    [
        "platform_cases", "one_visit_share", "appeals_accepted", "appeals_closure_rate", "legality_reviewed", "legality_reviewed_normdoc",
        "normdoc_filing_rate", "normdoc_filing_timely_rate", "normdoc_filing_conform_rate", "reconsideration_accepted", "reconsideration_applicants",
        "reconsideration_closed", "disputes_mediated", "proposals_handled", "proposals_closure_rate", "court_appearance_rate", "audited_units", "audit_suggestions",
        "audit_rectification_measures", "info_requests_received", "info_requests_closed",
    ];

    [Fact]
    public void A_report_lists_each_figure_with_names_and_types_that_stay()
    {
        var report = city.Report();

        Assert.Equal(Figures.Order(StringComparer.Ordinal), report.Keys.Order(StringComparer.Ordinal));
        Assert.All(report.Values, figure =>
        {
            var persons = figure.GetProperty("id").GetString() == "reconsideration_applicants" ? " persons:o" : "";
            HasShape(figure, $"id:s value:n unrounded:n printed:s numerator:n? denominator:n? entries:n cutOff:s checkpoint:o{persons}");
            HasShape(figure.GetProperty("checkpoint"), "size:n root:s");
            Assert.Equal("2023-12-31", figure.GetProperty("cutOff").GetString());
            Assert.Equal(32, Convert.FromBase64String(figure.GetProperty("checkpoint").GetProperty("root").GetString()!).Length);
        });
    }

    [Fact]
    public void A_figure_counts_the_entries_that_open_it_and_a_rate_those_of_its_denominator()
    {
        var report = city.Report();

        Assert.All(report.Values, figure =>
        {
            var (numerator, denominator) = (figure.GetProperty("numerator"), figure.GetProperty("denominator"));
            var units = denominator.ValueKind == JsonValueKind.Null ? figure.GetProperty("unrounded").GetDecimal() : denominator.GetDecimal();
            Assert.Equal(units, figure.GetProperty("entries").GetDecimal());
            Assert.Equal(denominator.ValueKind, numerator.ValueKind);
            if (denominator.ValueKind != JsonValueKind.Null)
            {
                Assert.Equal(numerator.GetDecimal() * 100 / units, figure.GetProperty("unrounded").GetDecimal(), 10);
            }
        });
    }

    [Fact]
    public void Numbers_that_are_never_thinned_print_as_the_reference_has_them_also_in_a_sample()
    {
        var printed = city.Report().ToDictionary(f => f.Key, f => f.Value.GetProperty("printed").GetString());

        Assert.Equal(
            ["2612件", "78件", "100%", "100%", "100%", "172件", "155件", "735件", "100%", "99.28%", "149个", "498条", "257项", "113件", "104件"],
            new[]
            {
                "legality_reviewed", "legality_reviewed_normdoc", "normdoc_filing_rate", "normdoc_filing_timely_rate", "normdoc_filing_conform_rate",
                "reconsideration_accepted", "reconsideration_closed", "proposals_handled", "proposals_closure_rate", "court_appearance_rate",
                "audited_units", "audit_suggestions", "audit_rectification_measures", "info_requests_received", "info_requests_closed",
            }.Select(id => printed[id]));
    }

    [Fact]
    public void A_sample_is_marked_as_one_wherever_its_report_is_read()
    {
        using var temporary = new TemporaryFolder();
        Answer.Done("report", "--data", city.Data, "--html", temporary["zh.html"]);
        Answer.Done("report", "--data", city.Data, "--html", temporary["en.html"], "--english");

        Assert.Contains("抽样", File.ReadAllText(temporary["zh.html"]), StringComparison.Ordinal);
        Assert.Contains("Sample:", File.ReadAllText(temporary["en.html"]), StringComparison.Ordinal);
        Assert.Contains("抽样", Answer.Done("report", "--data", city.Data).Output, StringComparison.Ordinal);
        Assert.Contains("Sample:", Answer.Done("report", "--data", city.Data, "--english").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_report_says_that_its_acts_were_generated()
    {
        Assert.Contains("模拟生成", Answer.Done("report", "--data", city.Data).Output, StringComparison.Ordinal);
        Assert.Contains("Generated acts", Answer.Done("report", "--data", city.Data, "--english").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Evidence_names_leaf_case_organ_and_day_of_each_entry()
    {
        var evidence = Answer.Done("evidence", "--data", city.Data, "--figure", "reconsideration_accepted", "--take", "500", "--json").Json();

        HasShape(evidence, "figure:s printed:s entries:n evidence:a");
        var units = evidence.GetProperty("evidence").EnumerateArray().ToList();
        Assert.Equal((172, 172L, "172件"), (units.Count, evidence.GetProperty("entries").GetInt64(), evidence.GetProperty("printed").GetString()));
        Assert.All(units, unit => HasShape(unit, "leaf:n case:s procedure:s organ:s day:s"));
        Assert.All(units, unit => Assert.StartsWith("2023-", unit.GetProperty("day").GetString(), StringComparison.Ordinal));
        Assert.Equal(172, units.Select(unit => unit.GetProperty("leaf").GetInt64()).Distinct().Count());
        Assert.Equal(172, units.Select(unit => unit.GetProperty("case").GetString()).Distinct().Count());
    }

    [Fact]
    public void Evidence_is_handed_out_in_parts_that_make_the_whole()
    {
        IEnumerable<long> Leaves(int skip, int take) =>
            Answer.Done("evidence", "--data", city.Data, "--figure", "info_requests_received", "--skip", $"{skip}", "--take", $"{take}", "--json").Json()
            .GetProperty("evidence").EnumerateArray().Select(unit => unit.GetProperty("leaf").GetInt64());

        Assert.Equal(Leaves(0, 200), [.. Leaves(0, 50), .. Leaves(50, 50), .. Leaves(100, 50)]);
    }

    [Fact]
    public void Fsck_lists_its_faults()
    {
        var fsck = Answer.Done("fsck", "--data", city.Data, "--json").Json();

        HasShape(fsck, "ok:b faults:a numberGaps:a");
        Assert.True(fsck.GetProperty("ok").GetBoolean());
        Assert.Empty(fsck.GetProperty("faults").EnumerateArray());
    }

    [Fact]
    public void Recount_of_the_folder_and_of_its_published_log_agree_on_every_figure()
    {
        var own = Answer.Done("recount", "--data", city.Data, "--json").Json();
        var published = Answer.Done("recount", city.Export, "--json").Json();

        Assert.Equal(own.GetRawText(), published.GetRawText());
        HasShape(own, "checkpoint:o witnesses:a equal:b figures:a gaps:a");
        HasShape(own.GetProperty("checkpoint"), "origin:s size:n root:s");
        Assert.True(own.GetProperty("equal").GetBoolean());
        Assert.Empty(own.GetProperty("gaps").EnumerateArray());
        Assert.Equal(Figures.Length, own.GetProperty("figures").GetArrayLength());
        var report = city.Report();
        Assert.All(own.GetProperty("figures").EnumerateArray(), figure =>
        {
            HasShape(figure, "id:s published:s recounted:s unrounded:n equal:b");
            Assert.Equal(report[figure.GetProperty("id").GetString()!].GetProperty("printed").GetString(), figure.GetProperty("recounted").GetString());
        });
    }

    [Fact]
    public void Explain_states_both_due_days_and_its_steps_as_programs_read_them()
    {
        var json = Answer.Done("explain", "information-request", "reply", "--from", "2023-03-01", "--json").Json();

        string[] texts = ["procedure", "edition", "limit", "strict", "rolled"];
        Assert.All(texts, name => Assert.Equal(JsonValueKind.String, json.GetProperty(name).ValueKind));
        Assert.Equal(["oversight/information-request", "2019-05-15", "reply", "2023-03-29", "2023-03-29"],
            texts.Select(name => json.GetProperty(name).GetString()));
        Assert.NotEmpty(json.GetProperty("steps").EnumerateArray());
    }

    [Fact]
    public void A_case_is_found_by_its_number_with_timeline_clocks_and_stage()
    {
        var number = Answer.Done("evidence", "--data", city.Data, "--figure", "info_requests_closed", "--take", "1", "--json").Json()
            .GetProperty("evidence")[0];

        var json = Answer.Done("case", "--data", city.Data, number.GetProperty("case").GetString()!, "--json").Json();

        HasShape(json, "number:s procedure:s edition:s organ:s stage:s outcome:s erased:o? timeline:a clocks:a");
        Assert.Equal((number.GetProperty("case").GetString(), "oversight/information-request", "closed"),
            (json.GetProperty("number").GetString(), json.GetProperty("procedure").GetString(), json.GetProperty("stage").GetString()));
        var timeline = json.GetProperty("timeline").EnumerateArray().ToList();
        Assert.All(timeline, entry => HasShape(entry, "number:n leaf:n kind:s subject:s effective:s recorded:s deemed:b struckOut:b outcome:s? verdicts:a findings:a"));
        Assert.Equal(Enumerable.Range(1, timeline.Count), timeline.Select(entry => entry.GetProperty("number").GetInt32()));
        Assert.Contains(number.GetProperty("leaf").GetInt64(), timeline.Select(entry => entry.GetProperty("leaf").GetInt64()));
        Assert.All(json.GetProperty("clocks").EnumerateArray(), clock =>
            HasShape(clock, "limit:s state:s start:s strict:s? rolled:s? stopped:s? light:s steps:a"));
    }

    /// <param name="shape">Names with the first letter of their type, in any order; a question mark allows null.</param>
    private static void HasShape(JsonElement value, string shape)
    {
        var expected = shape.Split(' ').Select(part => part.Split(':')).ToDictionary(part => part[0], part => part[1]);
        Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), value.EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal));
        foreach (var property in value.EnumerateObject())
        {
            var type = property.Value.ValueKind switch
            {
                JsonValueKind.String => "s",
                JsonValueKind.Number => "n",
                JsonValueKind.True or JsonValueKind.False => "b",
                JsonValueKind.Array => "a",
                JsonValueKind.Object => "o",
                _ => "?",
            };
            Assert.True(expected[property.Name].Contains(type, StringComparison.Ordinal),
                $"{property.Name} is {property.Value.GetRawText()}, not {expected[property.Name]}");
        }
    }
}
