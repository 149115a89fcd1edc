using Larder.Simulation.Traces;

namespace Larder.Simulation.Tests.Traces;

public sealed class PortableMathSpec
{
    private const double Tolerance = 4e-16;

    [Fact]
    public void The_logarithm_agrees_with_the_platform_to_the_last_bits()
    {
        var random = new Random(21);

        for (int i = 0; i < 100_000; i++)
        {
            double value = Math.Pow(10, (random.NextDouble() * 40) - 20);
            double expected = Math.Log(value);

            Assert.InRange(PortableMath.Log(value) - expected, -Scale(expected), Scale(expected));
        }
    }

    [Fact]
    public void The_exponential_agrees_with_the_platform_to_the_last_bits()
    {
        var random = new Random(22);

        for (int i = 0; i < 100_000; i++)
        {
            double value = (random.NextDouble() * 400) - 200;
            double expected = Math.Exp(value);

            Assert.InRange((PortableMath.Exp(value) - expected) / expected, -2 * Tolerance, 2 * Tolerance);
        }
    }

    [Fact]
    public void One_has_logarithm_zero_and_zero_has_exponential_one()
    {
        Assert.Equal(0, PortableMath.Log(1));
        Assert.Equal(1, PortableMath.Exp(0));
    }

    private static double Scale(double expected) => Tolerance * Math.Max(1, Math.Abs(expected));
}
