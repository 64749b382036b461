using System.Security.Cryptography;
using Xiezhi.Law.Procedures;
using Xiezhi.Office.Acts;

namespace Xiezhi.Office.People;

/// <summary>Which passwords are taken.</summary>
public static class PasswordRules
{
    public const int Shortest = 12;
    public const int Longest = 256;

    /// <summary>What guessers try first, of those that are long enough.</summary>
    private static readonly string[] Commonest =
    [
        "123456789012", "1234567890123", "12345678901234", "1234567890ab", "qwertyuiopas", "qwertyuiop12", "qwertyuiop123", "1q2w3e4r5t6y", "1qaz2wsx3edc", "q1w2e3r4t5y6",
        "password1234", "password12345", "password123456", "passw0rd1234", "p@ssw0rd1234", "administrator", "admin1234567", "admin12345678", "woaini1314520", "woaini520131",
        "woaini123456", "a12345678900", "aa1234567890", "abc123456789", "abcd12345678", "abcdefghijkl", "zxcvbnm12345", "asdfghjkl123", "iloveyou1234", "letmein12345",
        "changeme1234", "welcome12345", "yibin1234567", "xiezhi123456", "147258369147", "987654321098", "112233445566", "123123123123", "5201314520131",
    ];

    /// <summary>What is wrong with a password for the account; null when it will do.</summary>
    public static InputProblem? Wrong(string id, string password)
    {
        if (password.Length < Shortest) { return No($"密码至少{Shortest}个字符，可以用几个词拼成", $"A password has at least {Shortest} characters; a few words together will do"); }
        if (password.Length > Longest) { return No($"密码最多{Longest}个字符", $"A password has at most {Longest} characters"); }
        if (password.Contains(id, StringComparison.OrdinalIgnoreCase)) { return No("密码里不要有登录名", "A password must not hold the name for signing in"); }
        var plain = password.ToLowerInvariant();
        return Commonest.Contains(plain) || plain.Distinct().Count() < 5
            ? No("这个密码太常见，别人一猜就中；请换一个", "This password is among those that are guessed first; choose another")
            : null;
    }

    /// <summary>A random password of 100 bits, in groups that can be typed from paper.</summary>
    public static string Random()
    {
        var text = Crockford.Write(RandomNumberGenerator.GetBytes(13)).ToLowerInvariant();
        return $"{text[..5]}-{text[5..10]}-{text[10..15]}-{text[15..20]}";
    }

    private static InputProblem No(string zh, string en) => new("password", new Title(zh, en));
}
