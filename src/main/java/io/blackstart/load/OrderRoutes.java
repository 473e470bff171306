package io.blackstart.load;

import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The ways to the drill's orders.
 *
 * @param toSurvivors finds the way to the surviving writes; asked anew whenever they are wanted
 * @param straight the way to one region
 */
public record OrderRoutes(
        Supplier<OrderCourier> toSurvivors, Function<String, OrderCourier> straight) {}
