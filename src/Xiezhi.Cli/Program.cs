System.Console.WriteLine("xiezhi");
